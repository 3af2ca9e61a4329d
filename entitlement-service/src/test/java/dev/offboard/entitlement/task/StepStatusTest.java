package dev.offboard.entitlement.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.entitlement.task.StepStatus.Clock;
import dev.offboard.entitlement.task.StepStatus.Part;
import dev.offboard.entitlement.task.StepStatus.Way;
import dev.offboard.messaging.participant.Report;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepStatusTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Way WORKING = new Way("scim", "it", null, null, null, null);
  private static final Way QUARANTINED =
      new Way("scim", "it", NOON, null, "answers 503", NOON.plusSeconds(60));

  @Test
  void what_is_in_trouble_is_said_first_and_reported_failed() {
    StepStatus status =
        new StepStatus(
            List.of(
                part("done", "done", WORKING),
                part("wiki", "open", WORKING),
                part("crm", "open", QUARANTINED)));

    assertThat(status.report())
        .isEqualTo(
            new Report.Failing(
                "application-in-trouble",
                "1 of 3 applications; crm: quarantined since 2026-11-23T12:00:00Z, answers 503;"
                    + " tried again at 2026-11-23T12:01:00Z and probed until it works; wiki: under"
                    + " way"));
  }

  @Test
  void what_is_under_way_is_progress() {
    assertThat(new StepStatus(List.of(part("crm", "open", WORKING))).report())
        .isEqualTo(new Report.Progressed("0 of 1 applications; crm: under way"));
  }

  @Test
  void a_manual_task_is_trouble_when_it_is_overdue() {
    Way manual = new Way("manual", "facility", null, null, null, null);
    Part overdue = new Part("doors", "open", 0, null, null, NOON, NOON, Clock.OVERDUE, manual);

    assertThat(new StepStatus(List.of(part("doors", "open", manual))).isTroubled()).isFalse();
    assertThat(new StepStatus(List.of(overdue)).trouble().detail())
        .contains("was due at 2026-11-23T12:00:00Z, its owner facility has to do it and say so");
  }

  @Test
  void a_long_text_is_cut_off() {
    StepStatus status =
        new StepStatus(Collections.nCopies(200, part("application", "open", WORKING)));

    assertThat(status.text()).hasSizeLessThan(1100).endsWith("…");
  }

  private static Part part(String application, String state, Way way) {
    return new Part(application, state, 0, null, null, NOON, NOON, Clock.IN_TIME, way);
  }
}
