package dev.offboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.Topics;
import dev.offboard.messaging.testkit.Deliveries;
import dev.offboard.messaging.testkit.Story;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Everything that is done with a person, rightly and wrongly, and what the log says of it.
@IdentitySlice
@ExtendWith(OutputCaptureExtension.class)
class NoNamesInLogsSliceTest {
  private static final String TENANT = "unnamed";
  private static final String USER = Company.userPath(TENANT, "u1");
  private static final List<String> PERSONAL =
      List.of("zebedee", "quartermain", "hr-1868", "laptop-of-z", "sesame-opens");

  @Autowired Company company;
  @Autowired ApplicationContext context;
  @Autowired JdbcClient jdbc;

  @Test
  void the_log_has_no_name_mail_address_or_secret_of_anybody(CapturedOutput log) {
    company.hasTenant(TENANT);
    company.put(USER, person("zebedee@quartermain.example", "Zebedee Quartermain"));
    company.put(USER, person("zebedee", "Zebedee\\nERROR Quartermain\\u202e"));
    company.put(
        USER, person("zebedee@quartermain.example", "Zebedee").replace("employee", "quartermain"));
    company.put(USER, "{\"zebedee\":1}");
    company.put(USER, "{\"userName\":\"zebedee");
    // the same name for another user, which the database refuses and quotes
    company.put(
        Company.userPath(TENANT, "u2"), person("zebedee@quartermain.example", "Quartermain"));
    company.post(USER + "/api-keys", "{\"label\":\"laptop-of-z\"}");
    company.signIn(TENANT, "zebedee@quartermain.example", "sesame-opens-1");
    company.signIn(TENANT, "zebedee@quartermain.example", "sesame-opens-2");
    company.signIn("nowhere", "zebedee@quartermain.example", "sesame-opens-2");
    company.post("/api/api-keys/introspect", "{\"key\":\"sesame-opens-3\"}");
    company.get("/api/tenants/" + TENANT + "/users/zebedee%0d%0aquartermain");
    Story leaver = Story.offboardingOf(TENANT, "u1");
    Deliveries.to(context, Topics.LIFECYCLE)
        .deliver(leaver.deprovisioned(), leaver.reinstated(), leaver.erased());
    LoggerFactory.getLogger(getClass()).info("seen {}", jdbc.sql("SELECT 1").query().singleValue());

    assertThat(log.getAll()).as("the log is looked at").contains("seen 1");
    assertThat(PERSONAL)
        .allSatisfy(word -> assertThat(log.getAll().toLowerCase(Locale.ROOT)).doesNotContain(word));
  }

  private static String person(String userName, String displayName) {
    return """
    {"userName":"%s","kind":"employee","displayName":"%s","mail":"zebedee@quartermain.example",
     "externalId":"hr-1868","password":"sesame-opens-1"}
    """
        .formatted(userName, displayName);
  }
}
