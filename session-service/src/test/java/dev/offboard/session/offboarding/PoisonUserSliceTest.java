package dev.offboard.session.offboarding;

import static dev.offboard.session.offboarding.Counts.counts;
import static dev.offboard.session.offboarding.Counts.evidenceOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Message;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.StepReport.StepCompleted;
import dev.offboard.contracts.StepReport.StepFailed;
import dev.offboard.contracts.Topics;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Story;
import dev.offboard.session.SessionApi;
import dev.offboard.session.SessionApi.Opened;
import dev.offboard.session.SessionSlice;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Poison by data: the database itself refuses to change one user.
@SessionSlice
class PoisonUserSliceTest {
  private static final String TENANT = "poison";

  @Autowired SessionApi api;
  @Autowired JdbcClient jdbc;
  @Autowired Environment environment;
  @Autowired ApplicationContext context;
  private SessionRows rows;
  private Deliveries deliveries;

  @BeforeEach
  void listen() {
    rows = new SessionRows(jdbc, TENANT);
    deliveries = Deliveries.to(context, Topics.LIFECYCLE);
  }

  @Test
  void a_poison_user_in_a_batch_delays_nobody() {
    String[] users = {"fine-1", "poison", "fine-2"};
    for (String user : users) {
      api.opened(TENANT, user);
    }
    whileTheDatabaseRejects(
        "poison",
        () -> {
          List<StepReport> reports =
              deliveries.deliver(
                  Story.offboardingOf(TENANT, "fine-1").deprovisioned(),
                  Story.offboardingOf(TENANT, "poison").deprovisioned(),
                  Story.offboardingOf(TENANT, "fine-2").deprovisioned());

          assertThat(reports)
              .filteredOn(StepCompleted.class::isInstance)
              .extracting(report -> report.userId().value())
              .containsExactlyInAnyOrder("fine-1", "fine-2");
          assertThat(reports)
              .filteredOn(StepFailed.class::isInstance)
              .extracting(report -> report.userId().value())
              .containsExactly("poison");
          assertThat(deliveries.deadLetters()).isEmpty();
          assertThat(rows.statesOf("fine-1")).containsExactly("ENDED");
          assertThat(rows.statesOf("fine-2")).containsExactly("ENDED");
        });

    Story again = Story.offboardingOf(TENANT, "poison").attempt(2);
    assertThat(evidenceOf(one(again.deprovisioned()))).isEqualTo(counts(1, 1, 1));
  }

  @Test
  void state_inbox_and_outbox_roll_back_together() {
    Opened opened = api.opened(TENANT, "rolls-back");
    Story story = Story.offboardingOf(TENANT, "rolls-back");
    whileTheDatabaseRejects(
        "rolls-back",
        () -> {
          assertThat(one(story.deprovisioned())).isInstanceOf(StepFailed.class);
          assertThat(api.isActive(opened.accessToken())).isTrue();
          assertThat(deliveries.redeliver()).isEmpty();
        });
    assertThat(
            jdbc.sql("SELECT count(*) FROM step_answer WHERE offboarding_id = ?")
                .param(story.offboardingId().value())
                .query(Long.class)
                .single())
        .isZero();
  }

  private StepReport one(Message message) {
    List<StepReport> reports = deliveries.deliver(message);
    assertThat(reports).hasSize(1);
    return reports.getFirst();
  }

  private void whileTheDatabaseRejects(String user, Runnable test) {
    JdbcClient owner =
        JdbcClient.create(
            new DriverManagerDataSource(
                environment.getRequiredProperty("spring.datasource.url"),
                environment.getRequiredProperty("spring.flyway.user"),
                environment.getRequiredProperty("spring.flyway.password")));
    owner
        .sql(
            """
            CREATE FUNCTION reject() RETURNS trigger LANGUAGE plpgsql AS
              $$ BEGIN RAISE EXCEPTION 'poison'; END $$
            """)
        .update();
    owner
        .sql(
            """
            CREATE TRIGGER poison BEFORE UPDATE ON session FOR EACH ROW
            WHEN (old.user_id = '%s') EXECUTE FUNCTION reject()
            """
                .formatted(user))
        .update();
    try {
      test.run();
    } finally {
      owner.sql("DROP TRIGGER poison ON session").update();
      owner.sql("DROP FUNCTION reject()").update();
    }
  }
}
