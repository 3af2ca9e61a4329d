package dev.offboard.orchestrator.portal.offboarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Evidence;
import org.junit.jupiter.api.Test;

class ParticipantsTest {
  @Test
  void one_is_one_and_many_are_many() {
    assertThat(words(Evidence.of("sessions", 1))).isEqualTo("1 session");
    assertThat(words(Evidence.of("sessions", 3))).isEqualTo("3 sessions");
    assertThat(words(Evidence.of("entries", 1))).isEqualTo("1 entry");
    assertThat(words(Evidence.of("account", 1))).isEqualTo("1 account");
  }

  @Test
  void fields_are_words() {
    assertThat(words(Evidence.of("accessTokens", 1))).isEqualTo("1 access token");
    assertThat(words(Evidence.of("apiKeys", 2))).isEqualTo("2 API keys");
    assertThat(words(Evidence.of("notRestorable", 1))).isEqualTo("1 not restorable");
  }

  @Test
  void nothing_is_not_told() {
    assertThat(words(Evidence.of("sessions", 0).and("grants", 2))).isEqualTo("2 grants");
  }

  private static String words(Evidence evidence) {
    return Participants.counts(evidence);
  }
}
