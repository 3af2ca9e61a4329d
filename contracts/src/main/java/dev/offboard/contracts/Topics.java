package dev.offboard.contracts;

import java.util.List;

/// The topics of the saga. Who may write and read each stands in `docs/asyncapi.yaml`.
public final class Topics {
  public static final String REQUESTS = "offboarding.requests";
  public static final String LIFECYCLE = "offboarding.lifecycle";
  public static final String REPORTS = "offboarding.reports";
  public static final String HISTORY = "offboarding.history";

  /// What a service would not believe; written by each for itself, read by the audit.
  public static final String SECURITY = "offboarding.security";

  /// The same for what is urgent: read by consumers of their own.
  public static final String REQUESTS_URGENT = "offboarding.requests-urgent";

  public static final String LIFECYCLE_URGENT = "offboarding.lifecycle-urgent";
  public static final String REPORTS_URGENT = "offboarding.reports-urgent";

  public static final List<String> ALL =
      List.of(
          REQUESTS,
          REQUESTS_URGENT,
          LIFECYCLE,
          LIFECYCLE_URGENT,
          REPORTS,
          REPORTS_URGENT,
          HISTORY,
          SECURITY);

  private Topics() {}

  public static String requests(Priority priority) {
    return switch (priority) {
      case NORMAL -> REQUESTS;
      case URGENT -> REQUESTS_URGENT;
    };
  }

  public static String lifecycle(Priority priority) {
    return switch (priority) {
      case NORMAL -> LIFECYCLE;
      case URGENT -> LIFECYCLE_URGENT;
    };
  }

  public static String reports(Priority priority) {
    return switch (priority) {
      case NORMAL -> REPORTS;
      case URGENT -> REPORTS_URGENT;
    };
  }

  /// Where the consumers of `topic` set aside what they cannot handle.
  public static String deadLetterTopicOf(String topic) {
    return topic + "-dlt";
  }
}
