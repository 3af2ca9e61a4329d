package dev.offboard.entitlement;

import static org.awaitility.Awaitility.await;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.Message;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.ResidualAccessReported;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.StepReport.StepFailed;
import dev.offboard.contracts.StepReport.StepProgressed;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;

/// One user's offboarding and everything that is reported about it.
public final class Leaver {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  public final Story story;
  private final Deliveries deliveries;
  private final List<StepReport> heard = new ArrayList<>();

  public Leaver(Deliveries deliveries, Story story) {
    this.deliveries = deliveries;
    this.story = story;
  }

  public Leaver is(Message announced) {
    hear(deliveries.deliver(announced));
    return this;
  }

  /// Waits for the step to complete.
  public Evidence completed(Phase phase) {
    return completion(phase).evidence();
  }

  /// Waits for it too.
  public StepCompleted completion(Phase phase) {
    return (StepCompleted) report(r -> r instanceof StepCompleted && r.phase() == phase);
  }

  /// Waits for the step to be reported failed for a reason with `part` in it; returns all of it.
  public String failing(String part) {
    return ((StepFailed) report(r -> r instanceof StepFailed f && f.detail().contains(part)))
        .detail();
  }

  /// Waits for progress with `part` in it.
  public String progressed(String part) {
    return ((StepProgressed)
            report(r -> r instanceof StepProgressed p && p.progress().contains(part)))
        .progress();
  }

  /// What of it is left, as it has just said.
  public long residual() {
    return ((ResidualAccessReported) heard.getLast()).residual().total();
  }

  public boolean hasCompleted(Phase phase) {
    hear(deliveries.newReports());
    return heard.stream().anyMatch(r -> r instanceof StepCompleted && r.phase() == phase);
  }

  private StepReport report(Predicate<StepReport> wanted) {
    try {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(25))
          .until(
              () -> {
                hear(deliveries.newReports());
                return heard.stream().anyMatch(wanted);
              });
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("not reported within " + PATIENCE + "; heard: " + heard, e);
    }
    return heard.stream().filter(wanted).findFirst().orElseThrow();
  }

  private void hear(List<StepReport> reports) {
    reports.stream()
        .filter(r -> r.offboardingId().equals(story.offboardingId()))
        .forEach(heard::add);
  }
}
