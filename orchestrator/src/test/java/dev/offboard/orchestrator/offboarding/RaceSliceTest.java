package dev.offboard.orchestrator.offboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.StateChange;
import dev.offboard.contracts.StepReports;
import dev.offboard.contracts.Topics;
import dev.offboard.contracts.UserErased;
import dev.offboard.contracts.UserRef;
import dev.offboard.contracts.UserReinstated;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.orchestrator.OrchestratorSlice;
import dev.offboard.orchestrator.Together;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

class RaceSliceTest extends OrchestratorSlice {
  private static final int RACERS = 6;

  @RepeatedTest(5)
  void of_many_requests_for_one_user_exactly_one_begins() throws Exception {
    UserRef user = activeUser("u1");
    List<MvcTestResult> answers = Together.run(racers(() -> post(body(user, "planned-departure"))));

    assertThat(answers)
        .extracting(answer -> answer.getResponse().getStatus())
        .containsOnly(200, 202)
        .containsOnlyOnce(202);
    assertThat(answers)
        .extracting(answer -> bodyOf(answer).path("id").asString())
        .containsOnly(bodyOf(answers.getFirst()).path("id").asString());
    assertThat(participants.announced(user)).hasSize(1);
    assertThat(participants.changes(user)).hasSize(1);
  }

  @Test
  void of_many_requests_under_one_key_all_get_the_same() throws Exception {
    UserRef user = activeUser("u1");
    List<MvcTestResult> answers =
        Together.run(racers(() -> postUnder("k", body(user, "planned-departure"))));

    assertThat(answers).extracting(answer -> answer.getResponse().getStatus()).isSubsetOf(200, 202);
    assertThat(answers)
        .extracting(answer -> bodyOf(answer).path("id").asString())
        .containsOnly(bodyOf(answers.getFirst()).path("id").asString());
    assertThat(participants.announced(user)).hasSize(1);
  }

  @RepeatedTest(10)
  void of_an_undo_and_the_last_report_exactly_one_wins() throws Exception {
    UserRef user = activeUser("u1");
    OffboardingId id = offboarded(user, "erasure-request");
    StepReports[] reports = participants.completeLast(user);
    deliveries.deliver(reports[0], reports[1], reports[2]);
    Deliveries last = Deliveries.to(context, Topics.REPORTS);

    List<Integer> undone =
        Together.run(
            List.of(
                () -> undo(id).getResponse().getStatus(),
                () -> {
                  last.deliver(reports[3]);
                  return 0;
                }));

    List<Announcement> announced = participants.announced(user);
    if (undone.getFirst() == 202) {
      assertThat(stateOf(id)).isEqualTo("REINSTATING");
      assertThat(announced).noneMatch(UserErased.class::isInstance);
    } else {
      assertThat(undone.getFirst()).isEqualTo(409);
      assertThat(stateOf(id)).isEqualTo("ERASING");
      assertThat(announced).noneMatch(UserReinstated.class::isInstance);
    }
    List<StateChange> changes = participants.changes(user);
    assertThat(changes)
        .extracting(StateChange::sequence)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, changes.size()).boxed().toList());
  }

  private static <T> List<Callable<T>> racers(Callable<T> racer) {
    return IntStream.range(0, RACERS).mapToObj(i -> racer).toList();
  }
}
