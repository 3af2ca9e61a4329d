package dev.offboard.orchestrator.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.UserRef;
import dev.offboard.orchestrator.notification.Recipient.Kind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FloodTest {
  private static final Recipient HR = new Recipient(Channel.MAIL, Kind.GROUP, "hr");

  @Test
  void few_are_sent_one_by_one() {
    List<Waiting> due = Stream.generate(FloodTest::fresh).limit(3).toList();

    assertThat(Flood.of(due, 0, 5)).isEqualTo(new Flood(due, List.of(), List.of()));
    assertThat(Flood.of(due, 2, 5).single()).hasSize(3);
  }

  @Test
  void what_is_too_much_waits_for_the_end_of_the_window() {
    List<Waiting> due = Stream.generate(FloodTest::fresh).limit(7).toList();

    assertThat(Flood.of(due, 3, 5))
        .isEqualTo(new Flood(due.subList(0, 2), List.of(), due.subList(2, 7)));
    assertThat(Flood.of(due, 9, 5).held()).hasSize(7);
  }

  @Test
  void what_has_waited_is_sent_as_one_with_what_came_meanwhile() {
    List<Waiting> due = List.of(held(), fresh(), held());

    assertThat(Flood.of(due, 5, 5)).isEqualTo(new Flood(List.of(), due, List.of()));
  }

  @Test
  void a_digest_of_one_is_the_message_itself() {
    List<Waiting> due = List.of(held());

    assertThat(Flood.of(due, 5, 5)).isEqualTo(new Flood(due, List.of(), List.of()));
  }

  @Test
  void a_recipient_is_read_as_it_was_written_whatever_it_is_called() {
    Recipient odd = new Recipient(Channel.MAIL, Kind.REQUESTER, "jwt.a:b:c");
    assertThat(Recipient.of(Channel.MAIL, odd.code())).isEqualTo(odd);
  }

  private static Waiting fresh() {
    return new Waiting(
        UUID.randomUUID(),
        new OffboardingId(UUID.randomUUID()),
        UserRef.of("acme", "ada"),
        Occasion.STARTED,
        HR,
        false,
        0,
        Instant.EPOCH);
  }

  private static Waiting held() {
    Waiting one = fresh();
    return new Waiting(
        one.id(), one.offboarding(), one.user(), one.occasion(), HR, true, 0, Instant.EPOCH);
  }
}
