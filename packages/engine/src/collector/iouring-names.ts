// include/uapi/linux/io_uring.h: enum io_uring_op, in order, without its IORING_OP_; Linux 6.18.
const opcodes = `
  NOP READV WRITEV FSYNC READ_FIXED WRITE_FIXED POLL_ADD POLL_REMOVE SYNC_FILE_RANGE SENDMSG RECVMSG TIMEOUT
  TIMEOUT_REMOVE ACCEPT ASYNC_CANCEL LINK_TIMEOUT CONNECT FALLOCATE OPENAT CLOSE FILES_UPDATE STATX READ WRITE FADVISE
  MADVISE SEND RECV OPENAT2 EPOLL_CTL SPLICE PROVIDE_BUFFERS REMOVE_BUFFERS TEE SHUTDOWN RENAMEAT UNLINKAT MKDIRAT
  SYMLINKAT LINKAT MSG_RING FSETXATTR SETXATTR FGETXATTR GETXATTR SOCKET URING_CMD SEND_ZC SENDMSG_ZC READ_MULTISHOT
  WAITID FUTEX_WAIT FUTEX_WAKE FUTEX_WAITV FIXED_FD_INSTALL FTRUNCATE BIND LISTEN RECV_ZC EPOLL_WAIT READV_FIXED
  WRITEV_FIXED PIPE
`
  .trim()
  .split(/\s+/);

// IOSQE_ flags, from the lowest bit.
const flags = ['FIXED_FILE', 'IO_DRAIN', 'IO_LINK', 'IO_HARDLINK', 'ASYNC', 'BUFFER_SELECT', 'CQE_SKIP_SUCCESS'];

/** Name of an io_uring operation, such as `IORING_OP_OPENAT`; `IORING_OP_64` for one that is newer than the table. */
export function iouringOpcodeName(opcode: number): string {
  return `IORING_OP_${opcodes[opcode] ?? opcode}`;
}

/** Names of the flags of a submission, such as `IOSQE_ASYNC`, from the lowest bit. */
export function submissionFlagNames(value: number): string[] {
  return flags.filter((_, bit) => value & (1 << bit)).map((name) => `IOSQE_${name}`);
}
