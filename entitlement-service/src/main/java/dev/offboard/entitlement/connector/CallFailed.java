package dev.offboard.entitlement.connector;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The step isn't done in the application. The message fits after the application's name and
/// carries no personal data, no secret and nothing the application has written.
public final class CallFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final Fault fault;
  private final @Nullable Duration retryAfter;

  private CallFailed(Fault fault, String reason, @Nullable Duration retryAfter) {
    super(reason, null, false, false);
    this.fault = fault;
    this.retryAfter = retryAfter;
  }

  /// Another user would meet the same.
  static CallFailed ofApplication(String reason) {
    return new CallFailed(Fault.APPLICATION, reason, null);
  }

  static CallFailed ofApplication(String reason, @Nullable Duration retryAfter) {
    return new CallFailed(Fault.APPLICATION, reason, retryAfter);
  }

  /// It concerns this user only, as far as we can tell.
  static CallFailed ofTask(String reason) {
    return new CallFailed(Fault.TASK, reason, null);
  }

  static CallFailed disabled(String reason) {
    return new CallFailed(Fault.DISABLED, reason, null);
  }

  /// Nothing was done: our own limits didn't let it through.
  static CallFailed notNow(String reason) {
    return new CallFailed(Fault.NONE, reason, null);
  }

  public static CallFailed superseded() {
    return new CallFailed(Fault.SUPERSEDED, "a newer announcement of the user is in force", null);
  }

  public String reason() {
    return String.valueOf(getMessage());
  }

  public Fault fault() {
    return fault;
  }

  /// What the application asked for.
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /// Whose fault it is.
  public enum Fault {
    APPLICATION,
    TASK,
    /// The application wants no calls any more.
    DISABLED,
    SUPERSEDED,
    NONE
  }
}
