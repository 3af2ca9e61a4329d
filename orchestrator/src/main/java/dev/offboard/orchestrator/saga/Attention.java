package dev.offboard.orchestrator.saga;

import java.time.Instant;

/// A mark on a live offboarding: it waits safely, and a person should look. Never a state, never
/// the end; it goes away by itself when the cause does.
///
/// @param reason what happened and what the system does next, for a person; no personal data
/// @param owner the role that has to look
public record Attention(String reason, String owner, Instant since) {
  static final String OPERATOR = "operator";
}
