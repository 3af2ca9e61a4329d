package dev.offboard.local.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offboard.local.json.Json;
import dev.offboard.local.runtime.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The connector's definition is shared with compose: what must never slip into or out of it.
class OutboxDefinitionTest {
  private final JsonNode definition = read();

  @Test
  void it_holds_no_secret_and_no_address() {
    for (String key : new String[] {"hostname", "port", "dbname", "user"}) {
      assertThat(definition.path("database." + key).asText())
          .as(key)
          .matches("\\$\\{env:RELAY_DB_[A-Z]+}");
    }
    assertThat(definition.path("database.password").asText()).isEqualTo("${password:relay}");
  }

  @Test
  void every_transformation_that_is_used_is_defined_and_spares_heartbeats() {
    for (String name : definition.path("transforms").asText().split(",")) {
      assertThat(definition.path("transforms." + name + ".type").asText()).as(name).isNotEmpty();
      assertThat(definition.path("transforms." + name + ".predicate").asText())
          .as(name)
          .isEqualTo("heartbeat");
      assertThat(definition.path("transforms." + name + ".negate").asText())
          .as(name)
          .isEqualTo("true");
    }
  }

  @Test
  void the_largest_record_fits_the_topics() {
    assertThat(definition.path("producer.override.max.request.size").asInt())
        .isEqualTo(4 * 1024 * 1024);
  }

  @Test
  void a_queue_holds_at_least_two_batches() {
    assertThat(definition.path("max.queue.size").asInt())
        .isGreaterThanOrEqualTo(2 * definition.path("max.batch.size").asInt());
  }

  @Test
  void all_values_are_text_as_connect_wants_them() {
    assertThat(definition.properties()).allMatch(entry -> entry.getValue().isTextual());
    assertThat(Arrays.asList(definition.path("producer.override.acks").asText()))
        .containsExactly("all");
  }

  private static JsonNode read() {
    try {
      return Json.tree(
          Files.readString(Distribution.current().root().resolve("deploy/connectors/outbox.json")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
