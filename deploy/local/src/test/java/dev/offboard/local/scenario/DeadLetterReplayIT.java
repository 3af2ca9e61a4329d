package dev.offboard.local.scenario;

import static dev.offboard.contracts.OffboardingState.COMPLETED;
import static dev.offboard.contracts.OffboardingState.SEALING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.local.client.DeadLetterClient;
import dev.offboard.local.client.OffboardingView;
import dev.offboard.local.client.ServiceRefusal;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.runtime.RunningPlatform;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnPlatform
class DeadLetterReplayIT {
  private static final int MOST = 1000;
  private static final String NONE_SUCH = "offboarding.history-dlt~0~999999";

  private final Stage stage;

  DeadLetterReplayIT(RunningPlatform platform) {
    this.stage = new Stage(platform);
  }

  /// The audit throws on everything about one tenant, so its history is set aside and its
  /// offboarding can't be sealed.
  @Test
  void what_was_set_aside_is_handled_once_when_the_cause_is_gone_and_it_is_replayed_twice() {
    stage.sql(
        """
        CREATE FUNCTION audit.curse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.tenant_id = 'it-replay' THEN RAISE EXCEPTION 'cursed'; END IF;
          RETURN NEW;
        END $$;
        CREATE TRIGGER curse BEFORE INSERT ON audit.entry FOR EACH ROW EXECUTE FUNCTION audit.curse()
        """);
    OffboardingId id;
    try {
      id = stage.offboard(stage.companyOf("it-replay", 1).getFirst(), Stage.ERASURE);
      OffboardingView waits = stage.await("waits for its seal", id, it -> it.state() == SEALING);
      stage.await(
          "every state change is set aside", () -> letters(id).size() >= waits.history().size());
    } finally {
      stage.sql("DROP FUNCTION audit.curse() CASCADE");
    }
    List<String> ids = letters(id).stream().map(it -> it.path("id").asText()).toList();
    JsonNode shown = deadLetters().get(ids.getFirst());
    assertThat(shown.path("consumer").asText()).isEqualTo("audit-log");
    assertThat(shown.path("reason").asText()).isEqualTo("handler");
    assertThat(shown.path("body").asText()).contains(id.toString());

    ids.forEach(deadLetters()::replay);
    OffboardingView sealed = stage.await("sealed", id, it -> it.state() == COMPLETED);
    int before = letters(id).size();
    ids.forEach(deadLetters()::replay);

    stage.await(
        "every replay is on record", () -> entries(id, "dead-letter-replayed") == 2L * ids.size());
    stage.await(
        "each state change once", () -> entries(id, "state-change") == sealed.history().size());
    assertThat(letters(id)).as("nothing is set aside again").hasSize(before);
  }

  @Test
  void a_letter_that_is_not_there_is_refused() {
    assertThatThrownBy(() -> deadLetters().replay(NONE_SUCH))
        .isInstanceOfSatisfying(
            ServiceRefusal.class, refusal -> assertThat(refusal.status()).isEqualTo(404));
  }

  private List<JsonNode> letters(OffboardingId id) {
    return deadLetters().list(MOST).stream()
        .filter(it -> it.path("offboardingId").asText().equals(id.toString()))
        .toList();
  }

  private long entries(OffboardingId id, String kind) {
    return stage.number(
        "SELECT count(*) FROM audit.entry WHERE offboarding_id = '%s' AND kind = '%s'"
            .formatted(id, kind));
  }

  private DeadLetterClient deadLetters() {
    return stage.services().deadLetters();
  }
}
