package dev.offboard.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offboard.contracts.Topics;
import dev.offboard.local.journal.PlatformFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class AccessRuleTest {
  private static final Path SHIPPED = Path.of("../kafka/access.txt");

  @Test
  void a_line_says_who_may_do_what() {
    List<AclBinding> bindings =
        AccessRule.parse(List.of("# who", "", "relay manage topic connect.*")).stream()
            .flatMap(AccessRule::bindings)
            .toList();

    assertThat(bindings)
        .hasSize(4)
        .allMatch(it -> it.entry().principal().equals("User:relay"))
        .allMatch(it -> it.pattern().name().equals("connect."))
        .allMatch(it -> it.pattern().patternType() == PatternType.PREFIXED);
  }

  @Test
  void a_line_that_says_something_else_is_refused() {
    for (String line :
        List.of("session read topic", "session eat topic a", "session read table a", "a b c d e")) {
      assertThatThrownBy(() -> AccessRule.parse(List.of(line)))
          .isInstanceOf(PlatformFailure.class)
          .hasMessageContaining(line)
          .hasMessageContaining("Nothing was allowed");
    }
  }

  @Test
  void only_the_orchestrator_and_the_relay_write_what_is_announced() {
    assertThat(writersOf(Topics.LIFECYCLE)).containsExactly("orchestrator", "relay");
    assertThat(writersOf(Topics.LIFECYCLE_URGENT)).containsExactly("orchestrator", "relay");
    assertThat(writersOf(Topics.HISTORY)).containsExactly("orchestrator", "relay");
  }

  @Test
  void nothing_that_is_routed_from_an_outbox_may_be_asked_by_it() {
    assertThat(writersOf(Topics.REQUESTS)).containsExactly("orchestrator", "trigger");
  }

  @Test
  void the_orchestrator_may_only_look_at_the_groups_of_others() {
    for (String group : List.of("identity", "entitlement-urgent", "session", "audit-log")) {
      assertThat(
              AccessRule.read(SHIPPED).stream()
                  .flatMap(AccessRule::bindings)
                  .filter(it -> it.pattern().resourceType() == ResourceType.GROUP)
                  .filter(it -> it.entry().principal().equals("User:orchestrator"))
                  .filter(it -> covers(it, group))
                  .map(it -> it.entry().operation()))
          .containsExactly(AclOperation.DESCRIBE);
    }
  }

  private static Set<String> writersOf(String topic) {
    return AccessRule.read(SHIPPED).stream()
        .flatMap(AccessRule::bindings)
        .filter(it -> it.entry().operation() == AclOperation.WRITE)
        .filter(it -> covers(it, topic))
        .map(it -> it.entry().principal().substring("User:".length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean covers(AclBinding binding, String topic) {
    return binding.pattern().patternType() == PatternType.PREFIXED
        ? topic.startsWith(binding.pattern().name())
        : topic.equals(binding.pattern().name());
  }
}
