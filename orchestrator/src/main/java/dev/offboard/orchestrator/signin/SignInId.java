package dev.offboard.orchestrator.signin;

import java.util.UUID;

/// One time that somebody signed in. Stands in their session, never outside.
record SignInId(UUID value) {}
