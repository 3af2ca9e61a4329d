package dev.offboard.local.runtime;

import dev.offboard.local.supervision.Health;
import dev.offboard.local.supervision.ProcessName;
import java.util.OptionalLong;

/// One process as seen just now.
///
/// @param pid empty when it doesn't run
/// @param url where it can be reached, or would be
public record ProcessStatus(ProcessName name, OptionalLong pid, String url, Health health) {}
