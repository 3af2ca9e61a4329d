/// How the orchestrator asks another service over HTTP without being held up by it, and has it do
/// what somebody wants. Knows no service and nothing of the saga.
@NullMarked
package dev.offboard.orchestrator.calls;

import org.jspecify.annotations.NullMarked;
