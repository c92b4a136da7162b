package main

import (
	"encoding/json"

	"cel.dev/cel-go/cel"
)

type expression struct {
	program cel.Program
	events  []*Event
}

func compile(env *cel.Env, given expressionInput) (*expression, error) {
	ast, issues := env.Compile(given.Source)
	if issues.Err() != nil {
		return nil, issues.Err()
	}
	// Constant lists become sets and constant patterns are compiled once, as in the other engines.
	program, err := env.Program(ast, cel.EvalOptions(cel.OptOptimize))
	if err != nil {
		return nil, err
	}
	compiled := &expression{program: program}
	for _, raw := range given.Events {
		event := &Event{}
		if err := json.Unmarshal(raw, event); err != nil {
			return nil, err
		}
		compiled.events = append(compiled.events, event)
	}
	return compiled, nil
}

func (e *expression) verdicts() ([]bool, error) {
	verdicts := make([]bool, len(e.events))
	for i, event := range e.events {
		matches, err := e.evaluate(event)
		if err != nil {
			return nil, err
		}
		verdicts[i] = matches
	}
	return verdicts, nil
}

// evaluate begins with the event, as in the other engines: the variables are made of it each time.
func (e *expression) evaluate(event *Event) (bool, error) {
	out, _, err := e.program.Eval(map[string]any{"event": event, "http": event, "eventType": event.EventType})
	if err != nil {
		return false, err
	}
	return out.Value() == true, nil
}

// run evaluates count times, with one event after the other.
func (e *expression) run(count int) error {
	next := 0
	for range count {
		isMatch, err := e.evaluate(e.events[next])
		if err != nil {
			return err
		}
		if isMatch {
			matches++
		}
		if next++; next == len(e.events) {
			next = 0
		}
	}
	return nil
}
