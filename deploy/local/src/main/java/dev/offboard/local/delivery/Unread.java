package dev.offboard.local.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// An outbox row that a consumer should have handled by now and has not.
///
/// @param schema in whose outbox the row is
/// @param offboarding the offboarding that it tells of, or the first of them
public record Unread(
    Reader reader, String schema, UUID id, Instant committedAt, Optional<String> offboarding) {}
