package dev.offboard.local.demo;

import dev.offboard.local.terminal.Table;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which ways in work for one user.
///
/// @param grant whether any of the roles the user was given is still granted
record Access(
    boolean signIn, boolean apiKey, boolean accessToken, boolean refreshToken, boolean grant) {

  boolean everything() {
    return signIn && apiKey && accessToken && refreshToken && grant;
  }

  boolean nothing() {
    return !signIn && !apiKey && !accessToken && !refreshToken && !grant;
  }

  /// Field by field whether it is refused, as `--json` tells it.
  Map<String, Boolean> refused() {
    Map<String, Boolean> refused = new LinkedHashMap<>();
    refused.put("signIn", !signIn);
    refused.put("apiKey", !apiKey);
    refused.put("accessToken", !accessToken);
    refused.put("refreshToken", !refreshToken);
    refused.put("grant", !grant);
    return refused;
  }

  static Table table(Access before, Access after) {
    return new Table("way in", "before", "after")
        .row("sign-in with password", word(before.signIn), word(after.signIn))
        .row("API key", word(before.apiKey), word(after.apiKey))
        .row("access token", word(before.accessToken), word(after.accessToken))
        .row("refresh token", word(before.refreshToken), word(after.refreshToken))
        .row("roles in applications", word(before.grant), word(after.grant));
  }

  private static String word(boolean works) {
    return works ? "works" : "refused";
  }
}
