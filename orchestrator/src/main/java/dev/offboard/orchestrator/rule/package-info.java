/// The rules of a policy: conditions in the Common Expression Language (cel.dev) over what is known
/// when an offboarding is requested, and what each changes. May depend on `saga` for the settings
/// that they change; knows no database and asks nobody.
@NullMarked
package dev.offboard.orchestrator.rule;

import org.jspecify.annotations.NullMarked;
