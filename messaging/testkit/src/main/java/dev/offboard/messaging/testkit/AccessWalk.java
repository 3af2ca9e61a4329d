package dev.offboard.messaging.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.access.AccessTable;
import dev.offboard.messaging.access.Endpoint;
import dev.offboard.messaging.access.Endpoint.Form;
import dev.offboard.messaging.access.Endpoint.Reach;
import dev.offboard.messaging.access.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// Walks over every operation of a service's OpenAPI document with every token that must not be let
/// in, and with each single role. An operation without a line in the table fails the walk, and so
/// does a line without an operation.
public final class AccessWalk {
  private static final String OWN = "walker";
  private static final List<HttpMethod> WITH_BODY = List.of(HttpMethod.POST, HttpMethod.PUT);

  private final MockMvcTester http;
  private final AccessTable table;
  private final List<Operation> operations;

  /// @param context of a test with MockMvc
  public AccessWalk(ApplicationContext context) {
    this.http = MockMvcTester.create(context.getBean(MockMvc.class));
    this.table = tableOf(context);
    this.operations = Operation.all();
  }

  /// The tokens of nobody: 401, whatever they ask for.
  public void nobodyIsLetIn(Map<String, String> tokens) {
    Map<String, String> all = new LinkedHashMap<>(TestTokens.badJwts());
    all.put("garbage", "garbage");
    all.put("garbage of our form", "offb_garbage");
    all.put("half the installation's", EmbeddedDatabase.TOKEN.substring(1));
    all.putAll(tokens);
    List<String> wrong = new ArrayList<>();
    for (Operation operation : operations) {
      check(wrong, operation, "no token", call(operation, OWN, null), Set.of(401));
      all.forEach(
          (name, token) -> check(wrong, operation, name, call(operation, OWN, token), Set.of(401)));
    }
    assertThat(wrong).isEmpty();
  }

  /// Each role alone opens what the table says, and nothing else.
  public void eachRoleOpensItsOwn() {
    List<String> wrong = new ArrayList<>();
    for (Operation operation : operations) {
      Endpoint line = line(operation);
      for (Role role : Role.GRANTABLE) {
        String token = TestTokens.jwt(TestTokens.ALL_TENANTS, role);
        int status = call(operation, OWN, token);
        boolean isRefused = status == 403;
        if (isRefused == line.roles().contains(role) || status == 401 || status >= 500) {
          wrong.add("%s as %s: %d".formatted(operation, role.wireName(), status));
        }
      }
      if (line.reach() == Reach.GLOBAL) {
        String bound = TestTokens.jwt(OWN, Role.values());
        check(wrong, operation, "bound to a tenant", call(operation, OWN, bound), Set.of(403));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /// A tenant that the path or the query names is unknown to a caller who is bound to another, with
  /// the same answer whether it exists or not.
  public void anotherTenantIsUnknown() {
    List<String> wrong = new ArrayList<>();
    String token = TestTokens.jwt(OWN, Role.values());
    for (Operation operation : operations) {
      if (operation.path().contains("{tenantId}")) {
        check(wrong, operation, "another", call(operation, "another", token), Set.of(404));
      } else if (operation.query().contains("tenantId")
          && line(operation).reach() == Reach.TENANT) {
        MvcTestResult answer =
            send(operation.method(), operation.in(OWN) + "?tenantId=another", token);
        check(wrong, operation, "another", answer.getResponse().getStatus(), Set.of(404));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /// The table is the document's, line for line but for pages, and docs/access.md shows it.
  public void theTableIsTheDocuments(String service) {
    operations.forEach(this::line);
    Set<String> known =
        new TreeSet<>(operations.stream().map(o -> o.method() + " " + o.inDocument()).toList());
    assertThat(table.endpoints().stream().filter(line -> line.form() == Form.API))
        .allSatisfy(
            line ->
                assertThat(known).contains(line.method() + " " + line.path().replace("{*", "{")));
    AccessDocument.assertShows(service, table);
  }

  private Endpoint line(Operation operation) {
    return lineOf(table, operation.method(), operation.inDocument())
        .orElseThrow(
            () ->
                new AssertionError(
                    operation
                        + " is not in the table: say which roles it is for, nobody can call it"));
  }

  private static void check(
      List<String> wrong, Operation operation, String who, int status, Set<Integer> expected) {
    if (!expected.contains(status)) {
      wrong.add("%s with %s: %d (expected: %s)".formatted(operation, who, status, expected));
    }
  }

  private int call(Operation operation, String tenant, @Nullable String token) {
    var request = http.method(operation.method()).uri(operation.in(tenant));
    if (token != null) {
      request = request.header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
    }
    if (operation.hasForm()) {
      request = request.contentType(MediaType.APPLICATION_FORM_URLENCODED).content("token=a&x=y");
    } else if (WITH_BODY.contains(operation.method())) {
      request = request.contentType(MediaType.APPLICATION_JSON).content("{}");
    }
    MvcTestResult answer = request.exchange();
    boolean isAboutSomethingElse =
        answer.getResponse().getStatus() == 401
            && answer.getResponse().getHeader(HttpHeaders.WWW_AUTHENTICATE) == null;
    return isAboutSomethingElse ? 200 : answer.getResponse().getStatus();
  }

  private MvcTestResult send(HttpMethod method, String uri, String token) {
    return http.method(method)
        .uri(uri)
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
        .exchange();
  }

  /// The service's own table.
  static AccessTable tableOf(ApplicationContext context) {
    return context.getBeansOfType(AccessTable.class).entrySet().stream()
        .filter(bean -> !bean.getKey().equals(AccessInOpenApi.FOR_TESTS))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(AccessTable::of);
  }

  /// The table's line for that operation of the document.
  static Optional<Endpoint> lineOf(AccessTable table, HttpMethod method, String path) {
    return table.endpoints().stream()
        .filter(line -> line.method() == method)
        .filter(line -> line.path().replace("{*", "{").equals(path.replace("{*", "{")))
        .findFirst();
  }
}
