package dev.offboard.orchestrator.page;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where somebody goes on after signing in: a page of ours, whatever the address says.
public final class NextPage {
  /// The parameter that carries it.
  public static final String PARAMETER = "next";

  private static final String HOME = "/";

  /// One slash, then neither a second one nor a backslash, which browsers take for one.
  private static final Pattern OURS = Pattern.compile("/([A-Za-z0-9._~-][A-Za-z0-9._~/?&=%-]*)?");

  private static final int LONGEST = 500;

  private NextPage() {}

  /// Home unless it is certainly ours.
  public static String of(@Nullable String asked) {
    return asked != null && asked.length() <= LONGEST && OURS.matcher(asked).matches()
        ? asked
        : HOME;
  }

  /// The page to sign in, which leads back to what is being asked for if that can be repeated.
  static String signInFor(HttpServletRequest request) {
    String query = request.getQueryString();
    String asked = request.getRequestURI() + (query == null ? "" : "?" + query);
    String next = request.getMethod().equals("GET") ? of(asked) : HOME;
    return next.equals(HOME)
        ? "/sign-in"
        : "/sign-in?" + PARAMETER + "=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
  }
}
