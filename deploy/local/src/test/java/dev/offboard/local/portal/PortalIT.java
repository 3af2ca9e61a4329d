package dev.offboard.local.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.client.EntitlementClient.NewGrant;
import dev.offboard.local.client.PlatformClient;
import dev.offboard.local.client.Role;
import dev.offboard.local.client.Tokens;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.runtime.RunningPlatform;
import dev.offboard.local.scenario.Stage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What people do in the portal, from their sign-in to what is true of the services afterwards.
@OnPlatform
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PortalIT {
  private static final Role DOORS = new Role("doors", "visitor");
  private static final String AT_ONCE = "Must leave at once";
  private static final String GONE = "Every access is gone";

  private final Stage stage;
  private final PlatformClient services;
  private final Portal portal;

  PortalIT(RunningPlatform platform) {
    stage = new Stage(platform);
    services = stage.services();
    portal = new Portal(stage);
  }

  @AfterAll
  void ends() {
    portal.close();
  }

  @AfterEach
  void no_page_complained_or_asked_anybody_else() {
    assertThat(portal.clear()).isEmpty();
  }

  @Test
  void three_clicks_from_home_close_every_way_in() {
    UserRef ada = portal.companyOf("it-portal-clicks", "Ada Lovelace").getFirst();
    services.identity().setPassword(ada, Stage.PASSWORD);
    String key = services.identity().createApiKey(ada);
    Tokens tokens = stage.sessionOf(ada);
    Desk hr = portal.somebody(ada, "requester");

    hr.search("love");
    assertThat(hr.heading()).hasText("Ada Lovelace");
    Locator inventory = hr.page().locator(".inventory");
    assertThat(inventory).containsText("active (employee)");
    assertThat(inventory).containsText("wiki reader");
    assertThat(inventory).containsText("Sessions 1");
    assertThat(inventory).containsText("API keys 1");
    assertThat(isActive(tokens)).isTrue();
    assertThat(stage.canSignIn(ada)).isTrue();
    hr.click(hr.text(AT_ONCE));
    hr.press("Offboard Ada Lovelace …");
    hr.press("Yes, offboard Ada Lovelace now");
    assertThat(hr.heading()).hasText("Offboarding of Ada Lovelace");
    int loads = hr.loads();

    hr.sees(GONE);
    assertThat(hr.loads()).as("followed live").isEqualTo(loads);
    assertThat(hr.clicks()).isLessThanOrEqualTo(3);
    assertThat(isActive(tokens)).isFalse();
    assertThat(services.sessions().refresh(tokens.refresh())).isEmpty();
    assertThat(services.identity().isActive(key)).isFalse();
    assertThat(stage.canSignIn(ada)).isFalse();
    assertThat(services.entitlement().isAllowed(ada, Stage.READER)).isFalse();
    hr.picture("revoked");
  }

  @Test
  void an_undo_on_the_page_gives_grants_back_and_no_session() {
    UserRef grace = portal.companyOf("it-portal-undo", "Grace Hopper").getFirst();
    Tokens tokens = stage.sessionOf(grace);
    OffboardingId id = stage.offboard(grace, Stage.TERMINATION);
    Desk operator = portal.somebody(grace, "operator");

    operator.follow(grace.key());
    operator.sees(GONE);
    operator.click(operator.text("Undo it …"));
    operator.page().getByLabel("A note for those").fill("It was the other Grace");
    operator.press("Yes, give access back to Grace Hopper");
    operator.sees("Access was given back.");
    operator.sees("It was the other Grace");

    assertThat(services.offboardings().get(id).state()).isEqualTo(OffboardingState.REINSTATED);
    assertThat(services.identity().statusOf(grace)).contains("ACTIVE");
    assertThat(services.entitlement().isAllowed(grace, Stage.READER)).isTrue();
    assertThat(isActive(tokens)).isFalse();
    assertThat(services.sessions().refresh(tokens.refresh())).isEmpty();
    assertThat(isActive(stage.sessionOf(grace))).isTrue();
  }

  @Test
  void an_administrator_leaves_only_once_somebody_else_approves() {
    UserRef alan =
        portal.administratorsOf("it-portal-approval", "Alan Turing", "Joan Clarke").getFirst();
    Tokens tokens = stage.sessionOf(alan);
    Desk hr = portal.somebody(alan, "requester", "approver");

    hr.search("turing");
    hr.click(hr.text(AT_ONCE));
    hr.press("Offboard Alan Turing …");
    hr.press("Yes, offboard Alan Turing now");
    hr.sees("Somebody else has to approve it");
    hr.sees("You have asked for it");
    assertThat(hr.button("Approve the offboarding of Alan Turing")).hasCount(0);
    assertThat(isActive(tokens)).isTrue();
    int loads = hr.loads();
    Desk boss = portal.somebody(alan, "viewer", "approver");
    boss.follow(alan.key());
    boss.picture("approval");
    boss.press("Approve the offboarding of Alan Turing");
    boss.sees(GONE);

    hr.sees(GONE);
    assertThat(hr.loads()).as("followed live").isEqualTo(loads);
    assertThat(isActive(tokens)).isFalse();
    assertThat(services.entitlement().isAllowed(alan, Stage.READER)).isFalse();
  }

  @Test
  void what_only_people_can_do_is_done_when_they_say_so() {
    UserRef mary = portal.companyOf("it-portal-task", "Mary Shelley").getFirst();
    services
        .entitlement()
        .putApplication(
            mary.tenantId(), DOORS.applicationId(), new TreeSet<>(List.of(DOORS.role())));
    services.entitlement().putGrants(mary.tenantId(), List.of(NewGrant.of(mary.userId(), DOORS)));
    Desk desk = portal.somebody(mary, "administrator", "operator");
    desk.open("/applications/%s/%s".formatted(mary.tenantId(), DOORS.applicationId()));
    desk.click(desk.text("Connect it …"));
    desk.page().locator("#method").selectOption("manual");
    desk.page().locator("#owner").fill("facility");
    desk.press("Save");
    desk.sees("Change how it is reached …");
    Tokens tokens = stage.sessionOf(mary);
    OffboardingId id = stage.offboard(mary, Stage.PLANNED);
    stage.await("the session is over", () -> !isActive(tokens));
    stage.await("somebody is asked", () -> openTasks(mary) == 1);

    desk.follow("Tasks");
    desk.follow(DOORS.applicationId());
    desk.page().getByLabel("What was done?").fill("Badge taken at the front desk");
    desk.picture("task");
    desk.press("Yes, it is done");
    desk.sees("Badge taken at the front desk");
    desk.page().getByText("the offboarding of").click();
    desk.sees(GONE);

    assertThat(openTasks(mary)).isZero();
    assertThat(services.offboardings().get(id).state()).isEqualTo(OffboardingState.REVOKED);
    assertThat(services.entitlement().isAllowed(mary, DOORS)).isFalse();
  }

  @Test
  void a_list_with_errors_says_which_rows_and_works_off_the_rest() {
    List<UserRef> staff = portal.companyOf("it-portal-list", "Emmy Noether", "Sofia Kovalevskaya");
    List<Tokens> tokens = staff.stream().map(stage::sessionOf).toList();
    Desk hr = portal.somebody(staff.getFirst(), "requester");

    hr.follow("Many at once");
    hr.page()
        .getByLabel("CSV file")
        .setInputFiles(
            new FilePayload(
                "leavers.csv",
                "text/csv",
                "user,effectiveAt\n%s,\nu-nobody,\n%s,\nu2,soon\n"
                    .formatted(staff.get(0).userId(), staff.get(1).userId())
                    .getBytes(StandardCharsets.UTF_8)));
    hr.click(hr.button("Look at it").first());
    assertThat(row(hr, 3)).containsText("is not known");
    assertThat(row(hr, 5)).containsText("can't be read");
    assertThat(tokens).allMatch(this::isActive);
    hr.picture("list");
    hr.press("Request 2 offboardings");
    hr.sees("all requested");
    assertThat(tokens).allMatch(this::isActive);
    Desk boss = portal.somebody(staff.getFirst(), "viewer", "approver");
    boss.open(URI.create(hr.page().url()).getPath());
    for (UserRef member : staff) {
      String list = URI.create(boss.page().url()).getPath();
      boss.click(
          boss.page()
              .locator("#rows tr", new Page.LocatorOptions().setHasText(member.key()))
              .getByText("requested"));
      boss.click(boss.page().getByText("Approve the offboarding of"));
      boss.sees(GONE);
      boss.open(list);
    }

    assertThat(tokens).noneMatch(this::isActive);
    assertThat(staff).noneMatch(it -> services.entitlement().isAllowed(it, Stage.READER));
  }

  @Test
  void the_dashboard_shows_by_itself_who_needs_help_and_that_it_heals() throws Exception {
    UserRef cursed = portal.companyOf("it-portal-trouble", "Ada Byron").getFirst();
    Tokens tokens = stage.sessionOf(cursed);
    Desk operator = portal.somebody(cursed, "operator");
    operator.follow("Dashboard");
    operator.sees("It follows live;");
    Locator waiting = operator.page().locator("#waiting");
    assertThat(waiting).containsText("None.");
    int loads = operator.loads();

    OffboardingId id;
    try (AutoCloseable _ = stage.curse(cursed)) {
      id = stage.offboard(cursed, Stage.ERASURE);
      assertThat(waiting).containsText("session failed to revoke");
      assertThat(waiting).containsText(cursed.key());
      assertThat(operator.page().locator("#questions")).containsText("attention");
      assertThat(services.offboardings().get(id).needsAttention()).isPresent();
      operator.picture("needs-attention");
    }
    assertThat(waiting).containsText("None.");
    assertThat(operator.loads()).as("followed live").isEqualTo(loads);

    stage.await("it completes", id, it -> it.state() == OffboardingState.COMPLETED);
    assertThat(services.offboardings().get(id).needsAttention()).isEmpty();
    assertThat(isActive(tokens)).isFalse();
  }

  private static Locator row(Desk desk, int line) {
    return desk.page().locator("#rows tbody tr").nth(line - 2);
  }

  private boolean isActive(Tokens tokens) {
    return services.sessions().isActive(tokens.access());
  }

  private long openTasks(UserRef user) {
    return stage.number(
        "SELECT count(*) FROM entitlement.task WHERE tenant_id = '%s' AND state = 'open'"
            .formatted(user.tenantId()));
  }
}
