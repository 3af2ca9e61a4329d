package dev.offboard.orchestrator.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.PhaseAnnouncement;
import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.access.Role;
import dev.offboard.orchestrator.Participants;
import dev.offboard.orchestrator.PortalSlice;
import dev.offboard.orchestrator.signin.Browser;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OffboardingPageSliceTest extends PortalSlice {
  private static final String PLANNED = "planned-departure";

  @Test
  void it_says_who_has_confirmed_and_what_was_found() {
    UserRef ada = ada();
    Browser sre = somebody(Role.REQUESTER, Role.OPERATOR);
    OffboardingId id = offboarded(sre, ada, PLANNED);
    PhaseAnnouncement asked = participants.lastAnnounced(ada);
    deliveries.deliver(Participants.of(ParticipantName.SESSION, Participants.completed(asked)));
    deliveries.deliver(
        Participants.of(
            ParticipantName.ENTITLEMENT, Participants.failed(asked, "the database is away")));

    String page = sre.get("/offboardings/" + id).body();

    assertThat(page)
        .contains("Offboarding of", "Ada Lovelace", "1 of 4 have confirmed")
        .contains("2 sessions", "database-away: the database is away. It is asked again")
        .contains("no answer yet", "Point of no return", "Undo it …")
        .contains("data-events=\"/offboardings/" + id + "/events?seen=");
  }

  @Test
  void every_station_of_the_way_has_its_own_words() {
    UserRef ada = ada();
    Browser sre = somebody(Role.REQUESTER, Role.OPERATOR);
    OffboardingId id = offboarded(sre, ada, PLANNED);
    String path = "/offboardings/" + id;

    allComplete(ada);
    assertThat(sre.get(path).body()).contains("is now asked to look again");
    allComplete(ada);
    assertThat(sre.get(path).body())
        .contains("Every access is gone", "It can be undone until", "data-until=\"20");
    assertThat(sre.post(path, path + "/undo", Map.of("note", "stays <b>after</b> all")).location())
        .isEqualTo(path);
    assertThat(sre.get(path).body())
        .contains("Access is being given back", "Give access back")
        .contains("stays &lt;b&gt;after&lt;/b&gt; all")
        .doesNotContain("Undo it …");
    allComplete(ada);
    assertThat(sre.get(path).body())
        .contains("Access was given back.", "sessions stay ended")
        .doesNotContain("data-events");
  }

  @ParameterizedTest
  @EnumSource(OffboardingState.class)
  void no_state_has_no_page(OffboardingState state) {
    UserRef ada = ada();
    Browser sre = somebody(Role.REQUESTER, Role.OPERATOR);
    OffboardingId id = offboarded(sre, ada, PLANNED);
    jdbc.sql("UPDATE offboarding SET state = ? WHERE id = ?")
        .params(state.name(), id.value())
        .update();

    Browser.Answer page = sre.get("/offboardings/" + id);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains(States.label(state));
  }

  @Test
  void what_is_planned_is_cancelled_and_what_is_too_late_is_said() {
    UserRef ada = ada();
    Browser sre = somebody(Role.REQUESTER, Role.OPERATOR);
    OffboardingId id = offboarded(sre, ada, PLANNED);
    String path = "/offboardings/" + id;
    jdbc.sql("UPDATE offboarding SET state = 'ERASING' WHERE id = ?").param(id.value()).update();

    Browser.Answer late = sre.post("/", path + "/undo", Map.of());

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains("can&#39;t be given back any more", "Point of no return");
    jdbc.sql("UPDATE offboarding SET state = 'SCHEDULED' WHERE id = ?").param(id.value()).update();
    assertThat(sre.get(path).body()).contains("Planned for", "Cancel it …");
  }

  @Test
  void another_tenants_offboarding_is_the_same_page_as_none() {
    UserRef ada = ada();
    OffboardingId id = offboarded(somebody(Role.REQUESTER), ada, PLANNED);
    Browser stranger = of("stranger", Role.REQUESTER, Role.OPERATOR, Role.VIEWER);
    UUID nobodys = UUID.randomUUID();

    for (String more : List.of("", "/events", "/certificate", "/certificate.json")) {
      Browser.Answer theirs = stranger.get("/offboardings/" + id + more);
      assertThat(theirs.status()).as(more).isEqualTo(404);
      assertThat(theirs.body().replace(id.toString(), "ID").replaceAll("value=\"[^\"]+\"", ""))
          .isEqualTo(
              stranger
                  .get("/offboardings/" + nobodys + more)
                  .body()
                  .replace(nobodys.toString(), "ID")
                  .replaceAll("value=\"[^\"]+\"", ""));
    }
    assertThat(stranger.post("/", "/offboardings/" + id + "/undo", Map.of()).status())
        .isEqualTo(404);
    assertThat(stranger.get("/offboardings/no-id").status()).isEqualTo(404);
    assertThat(of(null, Role.VIEWER).get("/offboardings/" + id).status()).isEqualTo(200);
  }

  @Test
  void who_may_not_undo_sees_no_button_and_is_refused() {
    UserRef ada = ada();
    Browser hr = somebody(Role.REQUESTER);
    OffboardingId id = offboarded(hr, ada, PLANNED);

    assertThat(hr.get("/offboardings/" + id).body())
        .doesNotContain("Undo it …")
        .contains("Somebody with the role operator can");
    assertThat(hr.post("/", "/offboardings/" + id + "/undo", Map.of()).status()).isEqualTo(403);
    assertThat(somebody(Role.OPERATOR).postBare("/offboardings/" + id + "/undo", Map.of()).status())
        .isEqualTo(403);
    assertThat(somebody(Role.AUDITOR).get("/offboardings/" + id).status()).isEqualTo(403);
  }

  @Test
  void who_requested_it_may_withdraw_it_before_it_begins() {
    UserRef ada = ada();
    Browser hr = somebody(Role.REQUESTER);
    OffboardingId id = offboarded(hr, ada, PLANNED);
    String path = "/offboardings/" + id;
    jdbc.sql("UPDATE offboarding SET state = 'SCHEDULED' WHERE id = ?").param(id.value()).update();

    assertThat(somebody(Role.REQUESTER).get(path).body()).doesNotContain("Cancel it …");
    assertThat(hr.get(path).body()).contains("Cancel it …");
    assertThat(hr.post(path, path + "/undo", Map.of()).location()).isEqualTo(path);
    assertThat(hr.get(path).body()).contains(States.label(OffboardingState.CANCELLED));
  }

  @Test
  void the_certificate_is_there_to_look_at_and_to_keep() {
    UserRef ada = ada();
    Browser hr = somebody(Role.REQUESTER, Role.AUDITOR);
    OffboardingId id = offboarded(hr, ada, PLANNED);
    String path = "/offboardings/" + id + "/certificate";

    AUDIT_SERVICE.answers(404, "application/problem+json", "{}");
    assertThat(hr.get(path).status()).isEqualTo(409);
    assertThat(hr.get(path).header("Content-Type")).startsWith("text/html");
    AUDIT_SERVICE.answers(200, "text/html;charset=UTF-8", "<p>sealed</p>");
    assertThat(hr.get(path).body()).isEqualTo("<p>sealed</p>");
    AUDIT_SERVICE.answers(200, "application/json", "{\"sealed\":true}");
    Browser.Answer kept = hr.get(path + ".json");
    assertThat(kept.body()).isEqualTo("{\"sealed\":true}");
    assertThat(kept.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"certificate-%s.json\"".formatted(id));
  }

  @Test
  void a_directory_that_is_away_costs_the_name_alone() {
    UserRef ada = ada();
    Browser sre = somebody(Role.REQUESTER);
    OffboardingId id = offboarded(sre, ada, PLANNED);
    SERVICES.fails("/u-ada", 500);

    Browser.Answer page = sre.get("/offboardings/" + id);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).contains("u-ada").doesNotContain("Ada Lovelace");
  }
}
