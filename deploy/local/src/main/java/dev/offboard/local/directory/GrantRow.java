package dev.offboard.local.directory;

import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.Role;

/// One role in one application that a file says a user holds.
record GrantRow(Place place, UserRef user, Role role) {}
