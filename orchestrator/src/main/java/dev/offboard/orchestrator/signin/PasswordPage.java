package dev.offboard.orchestrator.signin;

import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.person.Password;
import dev.offboard.orchestrator.person.Person;
import dev.offboard.orchestrator.person.SignInName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page to change one's own password. Afterwards one is signed in here, under a new session,
/// and nowhere else.
@Page
final class PasswordPage {
  static final String PATH = "/password";

  private static final String TEMPLATE = "signin/password";

  private final SignIns signIns;
  private final PasswordChange change;

  PasswordPage(SignIns signIns, PasswordChange change) {
    this.signIns = signIns;
    this.change = change;
  }

  @GetMapping(PATH)
  String show(HttpServletRequest request) {
    nameOf(person(request));
    return TEMPLATE;
  }

  @PostMapping(PATH)
  String change(
      Caller caller,
      @RequestParam(defaultValue = "") String current,
      @RequestParam(defaultValue = "") String next,
      @RequestParam(defaultValue = "") String again,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    Person person = person(request);
    Optional<String> objection =
        next.equals(again)
            ? change.change(nameOf(person), new Password(current), new Password(next))
            : Optional.of("The new password and its repetition differ.");
    if (objection.isPresent()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("problem", objection.get());
      return TEMPLATE;
    }
    signIns.endAllOf(person.id());
    PortalSession.begin(request, signIns.open(person.id()), person);
    return "redirect:/";
  }

  private Person person(HttpServletRequest request) {
    return PortalSession.signIn(request)
        .flatMap(signIns::find)
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "no-session", "A token has no password. Sign in with a browser."));
  }

  private static SignInName nameOf(Person person) {
    return SignInName.of(person.signInName())
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "no-password",
                    "Your password is kept by the provider you have signed in with; change it"
                        + " there."));
  }
}
