package dev.offboard.orchestrator.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.messaging.tenancy.Tenancy;
import dev.offboard.orchestrator.Participants;
import dev.offboard.orchestrator.PortalSlice;
import dev.offboard.orchestrator.backlog.Backlogs;
import dev.offboard.orchestrator.backlog.SomeBacklogs;
import dev.offboard.orchestrator.completion.Due;
import dev.offboard.orchestrator.person.SomePeople;
import dev.offboard.orchestrator.person.SomePeople.Known;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The pages in a real browser: with live updates, for everybody, on a phone and on a desk, by day
/// and by night. Pictures of them lie in `target/pictures` afterwards.
class PortalBrowserIT extends PortalSlice {
  private static final String LONG =
      "Maximiliane-Wilhelmina von und zu Hohenberg-Schwarzenfels-Sonderburg-Donaudampfschifffahrt";
  private static @org.jspecify.annotations.Nullable Chromium chromium;

  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void starts() {
    chromium = new Chromium();
  }

  @AfterAll
  static void ends() {
    browser().close();
    java.util.Objects.requireNonNull(chromium).close();
  }

  @AfterEach
  void nobody_complained_and_nothing_was_loaded_from_elsewhere() {
    assertThat(complaints).isEmpty();
  }

  @Test
  void three_clicks_from_home_offboard_somebody_and_the_page_follows() {
    UserRef ada = ada();
    found("love", ada, "Ada Lovelace");
    Page page = signedIn(1280, ColorScheme.LIGHT, Role.REQUESTER, Role.OPERATOR);

    page.getByLabel("Who leaves?").fill("love");
    page.keyboard().press("Enter");
    assertThat(page.getByRole(AriaRole.HEADING, level(1))).hasText("Ada Lovelace");
    page.getByText("Must leave at once").click();
    page.getByRole(AriaRole.BUTTON, named("Offboard Ada Lovelace …")).click();
    assertThat(page.getByRole(AriaRole.HEADING, level(1))).hasText("Offboard Ada Lovelace?");
    page.getByRole(AriaRole.BUTTON, named("Yes, offboard Ada Lovelace now")).click();

    assertThat(page.getByText("0 of 4 have confirmed")).isVisible();
    allComplete(ada);
    assertThat(page.getByText("is now asked to look again")).isVisible();
    allComplete(ada);
    assertThat(page.getByText("Every access is gone")).isVisible();
    page.getByText("Undo it …").click();
    page.getByRole(AriaRole.BUTTON, named("Yes, give access back to Ada Lovelace")).click();
    assertThat(page.getByText("Access is being given back")).isVisible();
    allComplete(ada);
    assertThat(page.getByText("Access was given back.")).isVisible();
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
  void everybody_can_use_every_page(int width, ColorScheme scheme) {
    Page page =
        signedIn(
            width,
            scheme,
            Role.REQUESTER,
            Role.OPERATOR,
            Role.APPROVER,
            Role.VIEWER,
            Role.ADMINISTRATOR,
            Role.AUDITOR);
    pages()
        .forEach(
            (name, path) -> {
              if (!name.matches(System.getProperty("portal.pages", ".*"))) {
                return;
              }
              page.navigate(url(path));
              page.screenshot(
                  new Page.ScreenshotOptions()
                      .setFullPage(true)
                      .setPath(
                          Path.of(
                              "target/pictures/%s-%d-%s.png"
                                  .formatted(
                                      name,
                                      width,
                                      scheme.name().toLowerCase(java.util.Locale.ROOT)))));
              assertThat(page.url()).as(name).doesNotContain("/sign-in");
              Pictures.keep(page, name, width, scheme);
              List<Rule> violations =
                  new AxeBuilder(page).setLegacyMode(true).analyze().getViolations();
              assertThat(violations).as(() -> name + ": " + words(violations)).isEmpty();
              assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                  .as(name + " fits")
                  .isEqualTo(true);
            });
  }

  @Test
  void without_scripts_everything_but_the_live_updates_works() {
    UserRef ada = ada();
    BrowserContext context =
        browser()
            .newContext(
                new Browser.NewContextOptions()
                    .setJavaScriptEnabled(false)
                    .setViewportSize(1280, 900));
    Page page = watched(context);
    signIn(page, people.settled(tenant, Role.REQUESTER));
    page.navigate(url(pathOf(ada)));
    page.getByText("Contract ends").click();
    page.getByRole(AriaRole.BUTTON, named("Offboard Ada Lovelace …")).click();
    page.getByRole(AriaRole.BUTTON, named("Yes, offboard Ada Lovelace now")).click();
    assertThat(page.getByText("It does not refresh by itself:")).isVisible();
    allComplete(ada);
    page.getByText("look again", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.getByText("is now asked to look again")).isVisible();
  }

  @ParameterizedTest
  @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
  void a_policy_is_edited_tried_and_activated_in_the_browser(int width, ColorScheme scheme) {
    BrowserContext context =
        browser()
            .newContext(
                new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
    Page page = watched(context);
    signIn(page, people.settled(null, Role.ADMINISTRATOR));
    UserRef ada = ada();
    offboarded(somebody(Role.REQUESTER), ada, "erasure-request");
    page.navigate(url("/policies/erasure-request/edit"));
    page.getByLabel("How many others").selectOption("1");
    page.locator("[name='rules[0].when']").fill("user.knd == 'contractor'");
    page.getByRole(AriaRole.BUTTON, named("Simulate on the last 30 days")).click();
    assertThat(page.getByText("undeclared reference")).isVisible();
    looksFine(page, "policy-edit-wrong-%d-%s".formatted(width, scheme));

    page.locator("[name='rules[0].when']").fill("request.ahead < duration('2h')");
    page.locator("[name='rules[0].words']").fill("Planned for right now");
    page.locator("[name='rules[0].approvals']").selectOption("2");
    page.getByRole(AriaRole.BUTTON, named("Simulate on the last 30 days")).click();
    assertThat(page.locator("#tried + p strong")).isVisible();
    assertThat(page.getByRole(AriaRole.LINK, named(ada.key())).first()).isVisible();
    looksFine(page, "policy-edit-tried-%d-%s".formatted(width, scheme));
    Pictures.keep(page, "policy-edit", width, scheme);
    page.getByLabel("Why you change it").fill("A test, at width " + width);
    page.getByRole(AriaRole.BUTTON, named("Activate as a new version")).click();
    assertThat(page.getByText("Planned for right now").first()).isVisible();
    looksFine(page, "policy-edited-%d-%s".formatted(width, scheme));
    page.getByText("Back to version 1 …").click();
    page.locator("#note-1").fill("It was a test");
    page.getByRole(AriaRole.BUTTON, named("Activate what version 1 says")).click();
    assertThat(page.getByText("There are none: it is the same for everybody.")).isVisible();
    context.close();
  }

  @Test
  void a_list_is_uploaded_and_followed_to_its_end() {
    UserRef ada = ada();
    Page page = signedIn(1280, ColorScheme.LIGHT, Role.REQUESTER);
    page.navigate(url("/bulk"));
    page.getByLabel("CSV file")
        .setInputFiles(
            new com.microsoft.playwright.options.FilePayload(
                "list.csv",
                "text/csv",
                "user\nu-ada\nu-nobody\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    page.getByRole(AriaRole.BUTTON, named("Look at it")).first().click();
    assertThat(page.getByText("1 is not known")).isVisible();
    page.getByRole(AriaRole.BUTTON, named("Request 1 offboardings")).click();
    assertThat(page.getByText("It follows live;")).isVisible();
    Tenancy.acrossAll(() -> context.getBeansOfType(Due.class).values().forEach(Due::fireDue));
    assertThat(page.getByText("all requested")).isVisible();
    page.getByRole(AriaRole.LINK, named("requested").setExact(true)).click();
    assertThat(page.getByText("Somebody else has to approve it").first()).isVisible();
    org.assertj.core.api.Assertions.assertThat(participants.announced(ada)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void somebody_else_approves_a_list_by_the_keyboard_alone(boolean scripts) {
    String path = batchOf(somebody(Role.REQUESTER), 3);
    BrowserContext context =
        browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(scripts));
    Page page = watched(context);
    signIn(page, people.settled(tenant, Role.VIEWER, Role.APPROVER));
    page.getByRole(AriaRole.LINK, named("Approvals")).click();
    page.getByRole(AriaRole.LINK, named("3 offboardings")).focus();
    page.keyboard().press("Enter");
    page.waitForURL(url(path));
    page.getByRole(AriaRole.BUTTON, named("Approve all 3 offboardings")).focus();
    page.keyboard().press("Enter");
    assertThat(page.getByText("3 approved")).isVisible();
    context.close();
  }

  private void looksFine(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(
                Path.of("target/pictures/" + name.toLowerCase(java.util.Locale.ROOT) + ".png")));
    List<Rule> violations = new AxeBuilder(page).setLegacyMode(true).analyze().getViolations();
    assertThat(violations).as(() -> name + ": " + words(violations)).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as(name + " fits")
        .isEqualTo(true);
  }

  /// A list that somebody has uploaded, with everything that can be found on it.
  private String listed(UserRef rich, UserRef bare) {
    SERVICES.put("/api/users/resolutions", "{\"results\":[{\"userIds\":[\"a\",\"b\"]}]}");
    String csv =
        "user,mail,effectiveAt\n%s,,2026-12-24\n%s,,\n%s,,\nnobody,,\n,team@example.com,\n,,x\n"
            .formatted(rich.userId(), bare.userId(), bare.userId());
    dev.offboard.orchestrator.signin.Browser hr = somebody(Role.REQUESTER);
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n%s\r\n--b\r\nContent-Disposition: form-data; name=\"reason\"\r\n\r\ncontract-end\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"l.csv\"\r\nContent-Type: text/csv\r\n\r\n%s\r\n--b--\r\n"
            .formatted(hr.token("/bulk"), csv);
    return hr.send(
            hr.request("/bulk/csv")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)))
        .location();
  }

  /// Every page with everything on it that can be on it.
  private Map<String, String> pages() {
    UserRef rich =
        UserRef.of(tenant, "u-with-a-long-id-of-an-import.from.another-system-0123456789");
    SERVICES.knows(rich, "ACTIVE", LONG);
    fill(rich);
    UserRef bare = UserRef.of(tenant, "u-bare");
    SERVICES.knows(bare, "ACTIVE", "Bo Li");
    SERVICES.put(
        "/api/tenants/%s/users?limit=25&query=li".formatted(tenant),
        "{\"users\":[%s,%s],\"more\":true}".formatted(json(rich, LONG), json(bare, "Bo Li")));
    SERVICES.put(
        "/api/tenants/%s/users?limit=25&query=nobody".formatted(tenant),
        "{\"users\":[],\"more\":false}");
    ForeignServices foreign = new ForeignServices(tenant);
    Map<String, String> pages = new LinkedHashMap<>();
    dev.offboard.orchestrator.signin.Browser hr = somebody(Role.REQUESTER, Role.OPERATOR);
    for (OffboardingState state : OffboardingState.values()) {
      pages.put(
          "offboarding-" + States.label(state).replace(' ', '-'), "/offboardings/" + in(state, hr));
    }
    pages.put("home", "/");
    pages.put("search", "/users?query=li");
    pages.put("search-nobody", "/users?query=nobody");
    pages.put("search-away", "/users?query=away");
    SERVICES.fails("query=away", 500);
    pages.put("user-rich", pathOf(rich));
    pages.put("user-bare", pathOf(bare));
    pages.put("offboard", pathOf(rich) + "/offboarding?reason=immediate-termination");
    pages.put(
        "offboard-past", pathOf(bare) + "/offboarding?reason=contract-end&on=2020-01-01T00:00");
    SomeBacklogs.areKnownTo(context.getBean(Backlogs.class));
    pages.put("dashboard", "/dashboard");
    pages.put("policies", "/policies");
    pages.put("policy", "/policies/immediate-termination");
    pages.put("bulk", "/bulk");
    pages.put("bulk-list", listed(rich, bare));
    pages.put("not-found", "/users/elsewhere/u-1");
    pages.put("tasks-empty", "/tasks?show=calls");
    pages.put("tasks-away", "/tasks?application=away");
    pages.put("tasks", "/tasks");
    pages.put("task", "/tasks/" + foreign.tasks(SERVICES));
    pages.put("tasks-many", "/tasks?show=all");
    foreign.applications(SERVICES);
    pages.put("applications", "/applications");
    pages.put("application", "/applications/%s/crm".formatted(tenant));
    pages.put("application-local", "/applications/%s/intranet".formatted(tenant));
    pages.put("tokens", "/tokens");
    pages.put("people", "/people");
    pages.put("person", "/people/" + people.settled(tenant, Role.VIEWER).id().value());
    new dev.offboard.orchestrator.portal.audit.SomeLog(AUDIT_SERVICE, tenant, LOG_KEY).isThere();
    pages.put("audit", "/audit");
    pages.put("audit-nothing", "/audit?kind=report");
    pages.put("audit-entry", "/audit/1");
    pages.put("approval-batch", batchOf(somebody(Role.REQUESTER), 8));
    pages.put("approvals", "/approvals");
    return pages;
  }

  private OffboardingId in(OffboardingState state, dev.offboard.orchestrator.signin.Browser hr) {
    UserRef user = UserRef.of(tenant, "in-" + state.name().toLowerCase(java.util.Locale.ROOT));
    SERVICES.knows(user, "ACTIVE", "Ada " + States.label(state));
    OffboardingId id = offboarded(hr, user, "planned-departure");
    switch (state) {
      case REVOKED, ERASING, SEALING, COMPLETED, REINSTATING, REINSTATED -> {
        allComplete(user);
        allComplete(user);
      }
      case REVOKING -> {
        new ForeignServices(tenant).holdsUp(SERVICES, id);
        var asked = participants.lastAnnounced(user);
        deliveries.deliver(Participants.of(ParticipantName.SESSION, Participants.completed(asked)));
        deliveries.deliver(
            Participants.of(
                ParticipantName.IDENTITY, Participants.failed(asked, "connection refused")));
        jdbc.sql(
                """
                UPDATE offboarding SET attention_reason = 'identity failed to revoke 5 times in a row (database-away: connection refused); it is announced again until it succeeds.',
                  attention_owner = 'operator', attention_since = now() - interval '3 minutes', respond_by = now() - interval '1 minute' WHERE id = ?
                """)
            .param(id.value())
            .update();
      }
      case AWAITING_APPROVAL, SCHEDULED, VERIFYING, CANCELLED, UNKNOWN -> {}
    }
    jdbc.sql("UPDATE offboarding SET state = ?, wake_at = null WHERE id = ?")
        .params(state.name(), id.value())
        .update();
    return id;
  }

  private void fill(UserRef user) {
    String path = "/api/tenants/%s/users/%s".formatted(user.tenantId(), user.userId());
    SERVICES.put(
        path + "/sessions",
        """
        {"sessions":[{"device":"Chrome 141 on macOS 26 (MacBook Pro 16, Berlin)","state":"LIVE","createdAt":"2026-11-01T08:00:00Z","lastSeenAt":"2026-11-20T08:00:00Z"},
          {"client":"mobile-app","state":"LIVE","createdAt":"2026-11-01T08:00:00Z","lastSeenAt":"2026-11-23T08:00:00Z"}]}
        """);
    SERVICES.put(
        path + "/api-keys",
        "{\"apiKeys\":[{\"label\":\"nightly"
            + " export\",\"createdAt\":\"2026-01-01T00:00:00Z\",\"lastUsedAt\":\"2026-11-20T08:00:00Z\"}]}");
    SERVICES.fails(user.userId() + "/oauth-grants", 503);
    SERVICES.put(
        path + "/grants",
        """
        {"grants":[{"applicationId":"crm","role":"editor"},{"applicationId":"crm","role":"administrator-of-everything-in-the-north-west-region"},{"applicationId":"wiki","role":"reader"}]}
        """);
    SERVICES.put(
        "/api/tenants/%s/applications?limit=500".formatted(user.tenantId()),
        "{\"applications\":[{\"applicationId\":\"crm\",\"name\":\"Customer files\"}]}");
    SERVICES.put(
        "/api/tenants/%s/connections".formatted(user.tenantId()),
        """
        {"connections":[{"applicationId":"crm","method":"manual","owner":"sales-desk","covers":"holders","standing":"working"},
          {"applicationId":"mail","method":"scim","owner":"it","covers":"everybody","standing":"quarantined"}]}
        """);
  }

  private void found(String query, UserRef user, String name) {
    SERVICES.put(
        "/api/tenants/%s/users?limit=25&query=%s".formatted(tenant, query),
        "{\"users\":[%s],\"more\":false}".formatted(json(user, name)));
  }

  private static String json(UserRef user, String name) {
    return """
    {"tenantId":"%s","userId":"%s","kind":"EMPLOYEE","status":"ACTIVE","displayName":"%s","mail":"%s@a-rather-long-domain-name.example.com"}\
    """
        .formatted(user.tenantId(), user.userId(), name, user.userId());
  }

  private Page signedIn(int width, ColorScheme scheme, Role... roles) {
    BrowserContext context =
        browser()
            .newContext(
                new Browser.NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme));
    Page page = watched(context);
    signIn(page, people.settled(tenant, roles));
    return page;
  }

  private Page watched(BrowserContext context) {
    Page page = context.newPage();
    page.setDefaultTimeout(10_000);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().contains("status of 4")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest(
        request -> {
          if (!request.url().startsWith(url("/")) && !request.url().startsWith("data:")) {
            complaints.add("asked elsewhere: " + request.url());
          }
        });
    return page;
  }

  private void signIn(Page page, Known known) {
    page.navigate(url("/"));
    page.getByLabel("Name").fill(known.name());
    page.getByLabel("Password").fill(SomePeople.CHOSEN);
    page.keyboard().press("Enter");
    page.waitForURL(url("/"));
  }

  private static Browser browser() {
    return java.util.Objects.requireNonNull(chromium).browser();
  }

  private String url(String path) {
    return "http://127.0.0.1:%d%s".formatted(port, path);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions level(int level) {
    return new Page.GetByRoleOptions().setLevel(level);
  }

  private static String words(List<Rule> violations) {
    return violations.stream()
        .map(
            it ->
                it.getId()
                    + " "
                    + it.getNodes().stream().map(node -> String.valueOf(node.getHtml())).toList())
        .collect(Collectors.joining("\n"));
  }
}
