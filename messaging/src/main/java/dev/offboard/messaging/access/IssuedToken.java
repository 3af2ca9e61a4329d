package dev.offboard.messaging.access;

import java.time.Instant;

/// What a live token of our own stands for.
///
/// @param expiresAt it is good before, not at, that moment
public record IssuedToken(Caller caller, Instant expiresAt) {}
