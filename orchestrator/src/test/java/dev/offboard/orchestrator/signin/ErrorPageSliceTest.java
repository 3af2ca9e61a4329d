package dev.offboard.orchestrator.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.access.AccessTable;
import dev.offboard.messaging.access.Endpoint;
import dev.offboard.messaging.access.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The container comes in again by itself: to tell of an error, or to go on with a request.
@Import(ErrorPageSliceTest.Troubled.class)
class ErrorPageSliceTest extends BrowserSlice {
  @TestConfiguration(proxyBeanMethods = false)
  @RestController
  static class Troubled {
    @Bean
    AccessTable troubledAccess() {
      return AccessTable.of(
          Endpoint.get("/broken").byAnybody().page(), Endpoint.get("/slow").byAnybody().page());
    }

    @GetMapping("/broken")
    void broken(HttpServletResponse response) throws IOException {
      response.sendError(500);
    }

    @GetMapping("/slow")
    Callable<String> slow() {
      return () -> "at last";
    }
  }

  @Test
  void a_page_that_fails_signs_nobody_out() {
    Browser browser = browser().as(people.settled("acme", Role.VIEWER));
    String token = browser.token("/");

    Browser.Answer failed = browser.get("/broken");

    assertThat(failed.status()).isEqualTo(500);
    assertThat(failed.body()).contains("This did not work");
    assertThat(browser.get("/").status()).isEqualTo(200);
    assertThat(browser.postBare("/password", java.util.Map.of("_csrf", token)).status())
        .isNotEqualTo(403);
  }

  @Test
  void an_answer_of_another_thread_signs_nobody_out() {
    Browser browser = browser().as(people.settled("acme", Role.VIEWER));

    assertThat(browser.get("/slow").body()).contains("at last");

    assertThat(browser.get("/").status()).isEqualTo(200);
  }
}
