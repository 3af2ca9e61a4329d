package dev.offboard.orchestrator.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.access.AccessTable;
import dev.offboard.messaging.access.Endpoint;
import dev.offboard.messaging.access.Endpoint.Form;
import dev.offboard.messaging.access.Endpoint.Reach;
import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.PortalSlice;
import dev.offboard.orchestrator.deadletter.DeadLettersApiSliceTest;
import dev.offboard.orchestrator.signin.Browser;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;

/// Walks over the whole table, pages and API, with a session as a browser has it.
@Import(DeadLettersApiSliceTest.WithoutBroker.class)
class SessionWalkSliceTest extends PortalSlice {
  @Autowired
  @Qualifier("orchestratorAccess")
  AccessTable table;

  private final List<String> wrong = new ArrayList<>();

  @Test
  void a_cookie_that_is_nobodys_opens_nothing() {
    for (Endpoint line : lines()) {
      Browser nobody = new Browser(port);
      nobody.setCookie("offboard-session", UUID.randomUUID().toString());
      Browser.Answer answer = ask(nobody, line, null);
      boolean isOut =
          answer.status() == 401
              || answer.status() == 403
              || answer.location().startsWith("/sign-in");
      check(isOut, line, "nobody", answer);
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void each_role_opens_what_the_table_says() {
    for (Role role : Role.GRANTABLE) {
      Browser browser = of(null, role);
      String token = browser.token("/");
      for (Endpoint line : lines()) {
        Browser.Answer answer = ask(browser, line, token);
        boolean isLetIn = answer.status() != 403;
        boolean isAnswered =
            answer.status() < 500
                && answer.status() != 401
                && !answer.location().startsWith("/sign-in");
        check(isAnswered && isLetIn == line.roles().contains(role), line, role.wireName(), answer);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void what_changes_something_wants_the_token_of_a_page() {
    Browser browser = of(null, all());
    for (Endpoint line : lines()) {
      if (line.method() != HttpMethod.GET) {
        check(ask(browser, line, null).status() == 403, line, "no token", ask(browser, line, null));
        Browser.Answer foreign = ask(browser, line, UUID.randomUUID().toString());
        check(foreign.status() == 403, line, "another token", foreign);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void who_is_bound_to_a_tenant_sees_no_other() {
    Browser browser = of("another", all());
    String token = browser.token("/");
    for (Endpoint line : lines()) {
      Browser.Answer answer = ask(browser, line, token);
      if (line.reach() == Reach.GLOBAL) {
        check(answer.status() == 403, line, "bound to another", answer);
      } else if (line.path().contains("{tenantId}")) {
        check(answer.status() == 404, line, "bound to another", answer);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /// Without those that end the session, or last as long as their reader stays.
  private List<Endpoint> lines() {
    return table.endpoints().stream()
        .filter(line -> !line.roles().isEmpty())
        .filter(line -> !line.path().equals("/sign-out") && !line.path().endsWith("/events"))
        .toList();
  }

  private static Role[] all() {
    return Role.GRANTABLE.toArray(Role[]::new);
  }

  private Browser.Answer ask(Browser browser, Endpoint line, @Nullable String token) {
    String path =
        line.path()
            .replace("{tenantId}", ada().tenantId().value())
            .replace("{userId}", ada().userId().value())
            .replaceAll("\\{\\*?[A-Za-z]+}", UUID.randomUUID().toString());
    HttpRequest.Builder request = browser.request(path);
    if (token != null) {
      request.header("X-CSRF-TOKEN", token);
    }
    if (line.method() == HttpMethod.GET) {
      return browser.send(request.GET());
    }
    boolean isPage = line.form() == Form.PAGE;
    return browser.send(
        request
            .header(
                "Content-Type", isPage ? "application/x-www-form-urlencoded" : "application/json")
            .method(line.method().name(), BodyPublishers.ofString(isPage ? "" : "{}")));
  }

  private void check(boolean isRight, Endpoint line, String who, Browser.Answer answer) {
    if (!isRight) {
      wrong.add(
          "%s %s as %s: %d %s"
              .formatted(line.method(), line.path(), who, answer.status(), answer.location()));
    }
  }
}
