// The peer cel-go, driven over standard input: the first line is the program's input as JSON, every other line
// "<expression> <evaluations>"; it answers each with the nanoseconds that they took.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

type input struct {
	Facts       facts
	Expressions []expressionInput
}

type expressionInput struct {
	Source string
	Events []json.RawMessage
}

// Counted, so that no evaluation can be left out as unused.
var matches int

func main() {
	in := bufio.NewReader(os.Stdin)
	line, err := in.ReadBytes('\n')
	check(err)
	var given input
	check(json.Unmarshal(line, &given))
	env, err := newEnv(given.Facts)
	check(err)
	programs := make([]*expression, len(given.Expressions))
	verdicts := make([][]bool, len(programs))
	for i, expression := range given.Expressions {
		programs[i], err = compile(env, expression)
		check(err)
		verdicts[i], err = programs[i].verdicts()
		check(err)
	}
	answer(verdicts)
	var index, count int
	for {
		if _, err := fmt.Fscanln(in, &index, &count); err != nil {
			return
		}
		began := time.Now()
		check(programs[index].run(count))
		answer(time.Since(began).Nanoseconds())
	}
}

func answer(value any) {
	check(json.NewEncoder(os.Stdout).Encode(value))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
