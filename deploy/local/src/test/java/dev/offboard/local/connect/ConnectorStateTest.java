package dev.offboard.local.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.local.json.Json;
import org.junit.jupiter.api.Test;

class ConnectorStateTest {
  @Test
  void it_runs_when_the_connector_and_every_task_run() {
    assertThat(
            state(
                """
                {"connector":{"state":"RUNNING"},"tasks":[{"id":0,"state":"RUNNING"}]}
                """))
        .isEqualTo(new ConnectorState.Running());
  }

  @Test
  void a_connector_without_tasks_publishes_nothing_yet() {
    assertThat(state("{\"connector\":{\"state\":\"RUNNING\"},\"tasks\":[]}"))
        .isEqualTo(new ConnectorState.Waiting("connector RUNNING, 0 of 0 tasks running"));
  }

  @Test
  void a_failed_task_is_a_failure_with_the_first_line_of_its_trace() {
    assertThat(
            state(
                """
                {"connector":{"state":"RUNNING"},
                 "tasks":[{"id":0,"state":"FAILED","trace":"no slot\\n\\tat somewhere"}]}
                """))
        .isEqualTo(new ConnectorState.Failed("task 0 failed: no slot"));
  }

  @Test
  void a_failed_connector_is_a_failure_even_if_tasks_run() {
    assertThat(
            state(
                """
                {"connector":{"state":"FAILED","trace":"bad"},"tasks":[{"id":0,"state":"RUNNING"}]}
                """))
        .isEqualTo(new ConnectorState.Failed("the connector failed: bad"));
  }

  private static ConnectorState state(String json) {
    return ConnectorState.of(Json.tree(json));
  }
}
