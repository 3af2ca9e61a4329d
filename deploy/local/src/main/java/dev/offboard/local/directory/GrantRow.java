package dev.offboard.local.directory;

import dev.offboard.contracts.UserRef;

/// One role in one application that a file says a user holds.
record GrantRow(Place place, UserRef user, String applicationId, String role) {}
