package dev.offboard.local.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.offboard.contracts.UserRef;
import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.runtime.RunningPlatform;
import dev.offboard.local.scenario.Stage;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// The dashboard while a lot is under way.
@OnPlatform
class DashboardLoadIT {
  /// `-Dportal.in.flight=1000` for more; they stay revoked, within their grace period.
  private static final int IN_FLIGHT = Integer.getInteger("portal.in.flight", 200);

  private static final int CALLERS = 16;

  private final Stage stage;

  DashboardLoadIT(RunningPlatform platform) {
    stage = new Stage(platform);
  }

  /// Figures and no limits: how long it takes is a matter of what else the machine does.
  @Test
  void it_follows_all_of_them() {
    try (Portal portal = new Portal(stage)) {
      follows(portal);
      assertThat(portal.clear()).isEmpty();
    }
  }

  private void follows(Portal portal) {
    List<UserRef> users = stage.companyOf("it-portal-load", IN_FLIGHT + 1);
    Desk operator = portal.somebody(users.getFirst(), "operator");
    double painted;
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      users
          .subList(0, IN_FLIGHT)
          .forEach(user -> callers.submit(() -> stage.offboard(user, Stage.PLANNED)));
      stage.await("half of them are under way", () -> underWay(users) >= IN_FLIGHT / 2);
      operator.open("/dashboard");
      painted = operator.millisToPaint();
    }
    Locator count = operator.page().locator("#states .count");
    assertThat(count).hasText(Integer.toString(IN_FLIGHT));
    stage.await("all are revoked", () -> revoked(users) == IN_FLIGHT);

    double told;
    try (ExecutorService caller = Executors.newSingleThreadExecutor()) {
      caller.submit(() -> stage.offboard(users.getLast(), Stage.PLANNED));
      told = operator.millisTo("#states .count", Integer.toString(IN_FLIGHT + 1));
    }
    assertThat(count).hasText(Integer.toString(IN_FLIGHT + 1));
    System.out.printf(
        "dashboard with %d offboardings in flight: first paint after %.0f ms, one more shown after"
            + " %.0f ms%n",
        IN_FLIGHT, painted, told);
  }

  private long underWay(List<UserRef> users) {
    return offboardings(users, "true");
  }

  private long revoked(List<UserRef> users) {
    return offboardings(users, "state = 'REVOKED'");
  }

  private long offboardings(List<UserRef> users, String condition) {
    return stage.number(
        "SELECT count(*) FROM orchestrator.offboarding WHERE tenant_id = '%s' AND %s"
            .formatted(users.getFirst().tenantId(), condition));
  }
}
