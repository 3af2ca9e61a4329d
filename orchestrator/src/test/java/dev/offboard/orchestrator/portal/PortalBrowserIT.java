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
import dev.offboard.orchestrator.Participants;
import dev.offboard.orchestrator.PortalSlice;
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
        signedIn(width, scheme, Role.REQUESTER, Role.OPERATOR, Role.VIEWER, Role.ADMINISTRATOR);
    pages()
        .forEach(
            (name, path) -> {
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
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("home-empty", "/");
    pages.put("dashboard-empty", "/dashboard");
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
    pages.put("dashboard", "/dashboard");
    pages.put("not-found", "/users/elsewhere/u-1");
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
        "{\"apiKeys\":[{\"label\":\"nightly export\",\"createdAt\":\"2026-01-01T00:00:00Z\"}]}");
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
