package dev.offboard.local.portal;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.local.platform.OnPlatform;
import dev.offboard.local.runtime.FirstSignIn;
import dev.offboard.local.runtime.RunningPlatform;
import dev.offboard.local.scenario.Stage;
import org.junit.jupiter.api.Test;

/// What `up` and `demo --keep` print. Shown once, so only one test of a run can take it.
@OnPlatform
class FirstSignInIT {
  private final Stage stage;

  FirstSignInIT(RunningPlatform platform) {
    stage = new Stage(platform);
  }

  @Test
  void it_works_and_lets_others_in() {
    try (Portal portal = new Portal(stage)) {
      letsOthersIn(portal);
      assertThat(portal.clear()).isEmpty();
    }
  }

  private void letsOthersIn(Portal portal) {
    FirstSignIn first = FirstSignIn.take(stage.installation()).orElseThrow();
    assertThat(first.portal()).isEqualTo(portal.address());
    Desk administrator = portal.desk();
    administrator.signIn(FirstSignIn.NAME, first.password());

    administrator.follow("People");
    administrator.click(administrator.text("Add somebody …"));
    administrator.write("Name to sign in with", "it-portal-ann");
    administrator.page().getByLabel("viewer").check();
    administrator.press("Add and show a password");
    administrator.sees("it-portal-ann can sign in");
    String seen = administrator.page().getByLabel("The password for one sign-in").inputValue();
    Desk ann = portal.desk();
    ann.signIn("it-portal-ann", seen);

    ann.follow("Dashboard");
    ann.sees("Is the plumbing moving?");
    assertThat(ann.link("People")).hasCount(0);
  }
}
