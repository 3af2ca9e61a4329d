package dev.offboard.orchestrator.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.access.AccessTable;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Endpoint;
import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.page.Menu.Entry;
import dev.offboard.orchestrator.page.Menu.Shown;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MenuTest {
  private static final Menu MENU =
      Menu.of(
          new Entry("/tasks", "Tasks"),
          new Entry("/tokens", "Tokens"),
          new Entry("/dead", "Dead"),
          new Entry("/nowhere", "Nowhere"));

  private static final AccessTable TABLE =
      AccessTable.of(
          Endpoint.get("/tasks").by(Role.OPERATOR, Role.ADMINISTRATOR).page(),
          Endpoint.get("/tokens").by(Role.ADMINISTRATOR).page(),
          Endpoint.get("/dead").by(Role.OPERATOR).page().acrossTenants());

  @Test
  void nobody_sees_what_they_may_not_open() {
    assertThat(labels(viewer("acme", Role.OPERATOR))).containsExactly("Tasks");
    assertThat(labels(viewer(null, Role.OPERATOR))).containsExactly("Tasks", "Dead");
    assertThat(labels(viewer("acme", Role.ADMINISTRATOR))).containsExactly("Tasks", "Tokens");
    assertThat(labels(viewer("acme", Role.AUDITOR))).isEmpty();
    assertThat(labels(null)).isEmpty();
  }

  @Test
  void who_has_to_choose_a_password_first_goes_nowhere_else() {
    Viewer viewer = viewer(null, Role.ADMINISTRATOR);

    assertThat(labels(new Viewer(viewer.name(), viewer.caller(), true))).isEmpty();
  }

  @Test
  void a_page_below_another_is_there_too() {
    Viewer viewer = viewer(null, Role.ADMINISTRATOR);

    assertThat(MENU.shownTo(viewer, TABLE, "/tasks/7")).filteredOn(Shown::isHere).hasSize(1);
    assertThat(MENU.shownTo(viewer, TABLE, "/taskshow")).noneMatch(Shown::isHere);
  }

  private static List<String> labels(@Nullable Viewer viewer) {
    return MENU.shownTo(viewer, TABLE, "/").stream().map(Shown::label).toList();
  }

  private static Viewer viewer(@Nullable String tenant, Role... roles) {
    return new Viewer(
        "somebody",
        new Caller("person.1", tenant == null ? null : new TenantId(tenant), Set.of(roles), null),
        false);
  }
}
