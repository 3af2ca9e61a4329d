package dev.offboard.contracts;

/// The topics of the saga. Who may write and read each stands in `docs/asyncapi.yaml`.
public final class Topics {
  public static final String REQUESTS = "offboarding.requests";
  public static final String LIFECYCLE = "offboarding.lifecycle";
  public static final String REPORTS = "offboarding.reports";
  public static final String HISTORY = "offboarding.history";

  private Topics() {}

  /// Where the consumers of `topic` set aside what they cannot handle.
  public static String deadLetterTopicOf(String topic) {
    return topic + "-dlt";
  }
}
