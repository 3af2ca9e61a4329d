package dev.offboard.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.local.journal.PlatformFailure;
import dev.offboard.local.runtime.Distribution;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicDefinitionTest {
  @Test
  void a_line_is_a_name_a_number_and_settings() {
    assertThat(TopicDefinition.parse(List.of("offboarding.reports  4   a=1,b.c=2")))
        .containsExactly(
            new TopicDefinition("offboarding.reports", 4, Map.of("a", "1", "b.c", "2")));
  }

  @Test
  void settings_may_be_left_out() {
    assertThat(TopicDefinition.parse(List.of("x 1")))
        .containsExactly(new TopicDefinition("x", 1, Map.of()));
  }

  @Test
  void comments_and_empty_lines_define_nothing() {
    assertThat(TopicDefinition.parse(List.of("# x 1", "", "   "))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "x y", "x 0", "x 1 a", "x 1 =1", "x 1 a=1 b=2", "x 99999"})
  void a_line_that_is_none_of_these_is_named(String line) {
    assertThatThrownBy(() -> TopicDefinition.parse(List.of(line)))
        .isInstanceOf(PlatformFailure.class)
        .hasMessageStartingWith("Topic definition: " + line);
  }

  @Test
  void every_topic_that_is_shipped_has_a_dead_letter_topic_with_more_room() {
    Map<String, TopicDefinition> topics =
        TopicDefinition.read(Distribution.current().root().resolve("deploy/kafka/topics.txt"))
            .stream()
            .collect(java.util.stream.Collectors.toMap(TopicDefinition::name, it -> it));

    for (String name : List.of("requests", "lifecycle", "reports", "history")) {
      TopicDefinition topic = topics.get("offboarding." + name);
      TopicDefinition dead = topics.get("offboarding." + name + "-dlt");
      assertThat(room(dead)).as(name).isGreaterThan(room(topic));
    }
  }

  private static int room(TopicDefinition topic) {
    return Integer.parseInt(topic.settings().get("max.message.bytes"));
  }
}
