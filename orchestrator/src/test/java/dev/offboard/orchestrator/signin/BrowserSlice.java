package dev.offboard.orchestrator.signin;

import dev.offboard.orchestrator.OrchestratorSlice;
import dev.offboard.orchestrator.person.SomePeople;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/// The orchestrator with a real server for browsers, beside what [OrchestratorSlice] has.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class BrowserSlice extends OrchestratorSlice {
  @LocalServerPort protected int port;
  protected SomePeople people = new SomePeople(null);

  @BeforeEach
  final void nobodyHasFailed() {
    people = new SomePeople(context);
    jdbc.sql("DELETE FROM sign_in_failure").update();
  }

  protected Browser browser() {
    return new Browser(port);
  }

  /// What the audit is told of a subject's access, in order.
  protected List<JsonNode> told(String subject) {
    return jdbc
        .sql(
            """
            SELECT payload FROM outbox WHERE type = 'offboarding.access-changed.v1'
              AND payload LIKE '%' || ? || '%' ORDER BY id
            """)
        .param("\"subject\":\"" + subject + "\"")
        .query(String.class)
        .list()
        .stream()
        .map(json::readTree)
        .toList();
  }

  protected List<String> changes(String subject) {
    return told(subject).stream().map(it -> it.path("change").asString()).toList();
  }
}
