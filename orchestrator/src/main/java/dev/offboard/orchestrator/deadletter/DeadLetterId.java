package dev.offboard.orchestrator.deadletter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a dead letter lies, as `topic~partition~offset`: the same for as long as it is kept.
record DeadLetterId(String topic, int partition, long offset) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9._-]{1,249})~([0-9]{1,9})~([0-9]{1,18})");

  /// Empty if the text has another form.
  static Optional<DeadLetterId> parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(
            new DeadLetterId(
                form.group(1), Integer.parseInt(form.group(2)), Long.parseLong(form.group(3))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "%s~%d~%d".formatted(topic, partition, offset);
  }
}
