package dev.offboard.entitlement.connection;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How applications outside are called; the defaults suit production.
///
/// @param allowLoopback whether targets on this machine may be called, also by plain http: for
///   demonstrations and tests
/// @param requestTimeout for one answer
/// @param taskTimeout for all requests and tries of one task together
/// @param lease how long nobody else takes a task that is being called; must exceed `taskTimeout`
/// @param firstPause before a failed task is tried again; doubled with every failure
/// @param quarantine how long a failing application is left alone at first; doubled with every
///   failed probe
/// @param atOnce tasks of one application in one process at the same time
/// @param perSecond tasks of one application in one process a second
/// @param lookEvery how often tasks of others, and those whose pause is over, are looked for
/// @param recheckAfter when somebody asks for residual access, accounts that were last read longer
///   ago are read again
@ConfigurationProperties("offboard.applications")
public record ApplicationSettings(
    @DefaultValue("false") boolean allowLoopback,
    @DefaultValue("10s") Duration requestTimeout,
    @DefaultValue("30s") Duration taskTimeout,
    @DefaultValue("60s") Duration lease,
    @DefaultValue("5s") Duration firstPause,
    @DefaultValue("10m") Duration longestPause,
    @DefaultValue("15s") Duration quarantine,
    @DefaultValue("5m") Duration longestQuarantine,
    @DefaultValue("4") int atOnce,
    @DefaultValue("20") int perSecond,
    @DefaultValue("1s") Duration lookEvery,
    @DefaultValue("30m") Duration recheckAfter) {

  public ApplicationSettings {
    if (lease.compareTo(taskTimeout) <= 0) {
      throw new IllegalArgumentException(
          "offboard.applications.lease: %s (expected: more than task-timeout, %s, or two would call for the same task)"
              .formatted(lease, taskTimeout));
    }
  }
}
