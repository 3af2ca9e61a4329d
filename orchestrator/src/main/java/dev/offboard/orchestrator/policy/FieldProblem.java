package dev.offboard.orchestrator.policy;

/// What is wrong with one field.
///
/// @param field as the body names it: `gracePeriod`, `deadlines.revoke`, `rules[1].when`
/// @param problem what was found and what was expected
public record FieldProblem(String field, String problem) {}
