package dev.offboard.session.offboarding;

import static dev.offboard.session.offboarding.Counts.counts;
import static dev.offboard.session.offboarding.Counts.evidenceOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.Message;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.ResidualAccessReported;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Story;
import dev.offboard.session.SessionApi;
import dev.offboard.session.SessionSlice;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The read-back looks at the rows, whatever was reported and whatever the fence says.
@SessionSlice
class ResidualAccessSliceTest {
  private static final String TENANT = "residual";

  @Autowired SessionApi api;
  @Autowired JdbcClient jdbc;
  @Autowired ApplicationContext context;
  private SessionRows rows;
  private Deliveries deliveries;

  @BeforeEach
  void listen() {
    rows = new SessionRows(jdbc, TENANT);
    deliveries = Deliveries.to(context, Topics.LIFECYCLE);
  }

  @Test
  void residual_access_is_read_from_the_rows_not_from_what_was_reported() {
    Story story = Story.offboardingOf(TENANT, "residual");
    one(story.deprovisioned());
    assertThat(residual(story)).isEqualTo(counts(0, 0, 0));

    rows.insertBehindTheBlock("residual");

    assertThat(residual(story)).isEqualTo(counts(1, 1, 1));
    assertThat(residual(story.epoch(2))).isEqualTo(counts(1, 1, 1));
  }

  @Test
  void a_second_attempt_removes_what_appeared_after_the_first() {
    Story story = Story.offboardingOf(TENANT, "reappeared");
    one(story.deprovisioned());
    rows.insertBehindTheBlock("reappeared");

    StepReport second = one(story.attempt(2).deprovisioned());

    assertThat(evidenceOf(second)).isEqualTo(counts(1, 1, 1));
    assertThat(residual(story)).isEqualTo(counts(0, 0, 0));
  }

  @Test
  void a_session_of_a_newer_epoch_is_no_residual_access_of_an_older_one() {
    Story story = Story.offboardingOf(TENANT, "newer");
    one(story.deprovisioned());
    one(story.reinstated());
    api.opened(TENANT, "newer");

    assertThat(residual(story)).isEqualTo(counts(0, 0, 0));
    assertThat(residual(story.epoch(2))).isEqualTo(counts(1, 1, 1));
  }

  private StepReport one(Message message) {
    List<StepReport> reports = deliveries.deliver(message);
    assertThat(reports).hasSize(1);
    return reports.getFirst();
  }

  private Evidence residual(Story story) {
    StepReport report = one(story.queried());
    assertThat(report).isInstanceOf(ResidualAccessReported.class);
    // the kit leaves out what is all zero
    Evidence residual = ((ResidualAccessReported) report).residual();
    return residual.total() == 0 ? counts(0, 0, 0) : residual;
  }
}
