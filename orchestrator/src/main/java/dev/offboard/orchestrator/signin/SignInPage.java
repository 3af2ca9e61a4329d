package dev.offboard.orchestrator.signin;

import dev.offboard.orchestrator.page.NextPage;
import dev.offboard.orchestrator.page.Page;
import dev.offboard.orchestrator.person.Password;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page to sign in.
@Page
final class SignInPage {
  static final String PATH = "/sign-in";

  private static final String TEMPLATE = "signin/sign-in";

  private final LocalSignIn local;

  SignInPage(LocalSignIn local) {
    this.local = local;
  }

  @GetMapping(PATH)
  String show(@RequestParam(required = false) @Nullable String next, Model model) {
    model.addAttribute(NextPage.PARAMETER, NextPage.of(next));
    return TEMPLATE;
  }

  /// What was wrong is never said: name and password together open an account or don't.
  @PostMapping(PATH)
  String signIn(
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(required = false) @Nullable String next,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    model.addAttribute(NextPage.PARAMETER, NextPage.of(next));
    return switch (local.signIn(name, new Password(password), request.getRemoteAddr())) {
      case LocalSignIn.Outcome.In in -> {
        PortalSession.begin(request, in.signIn(), in.person());
        yield "redirect:" + (in.person().mustChange() ? PasswordPage.PATH : NextPage.of(next));
      }
      case LocalSignIn.Outcome.Refused refused -> {
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        model.addAttribute("problem", "Name and password do not open an account here.");
        yield TEMPLATE;
      }
      case LocalSignIn.Outcome.Later later -> {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(later.in().toSeconds()));
        model.addAttribute("problem", tryAgain(later.in()));
        yield TEMPLATE;
      }
    };
  }

  static String tryAgain(Duration in) {
    return "Too many attempts have failed. Try again in %s; your password was not looked at."
        .formatted(
            in.toSeconds() < 60 ? in.toSeconds() + " seconds" : in.toMinutes() + 1 + " minutes");
  }
}
