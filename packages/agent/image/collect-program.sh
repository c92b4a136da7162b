#!/bin/sh
# collect-program.sh PROGRAM FOLDER: the program and the libraries that it is linked with, at their own paths below FOLDER. An
# image of these alone has no shell, no package manager and nothing else to update.
set -eu
program=$1
folder=$2

copy() {
	mkdir -p "$folder$(dirname "$1")"
	cp -L "$1" "$folder$1"
}

copy "$program"
ldd "$program" | grep -o '/[^ ]*' | sort -u | while read -r library; do
	copy "$library"
done
# Names are resolved by libraries that are not linked but loaded.
for library in libnss_dns.so.2 libnss_files.so.2 libresolv.so.2; do
	path=$(ldconfig -p 2>/dev/null | sed -n "s|^[[:space:]]*$library .*=> ||p" | head -n 1)
	if [ -n "$path" ]; then copy "$path"; fi
done
mkdir -p "$folder/etc" "$folder/tmp"
printf 'hosts: files dns\n' > "$folder/etc/nsswitch.conf"
printf 'root:x:0:0:root:/:\nagent:x:65532:65532:agent:/:\n' > "$folder/etc/passwd"
