package dev.offboard.identity.credential;

import dev.offboard.contracts.TenantId;
import dev.offboard.identity.PlainText;
import dev.offboard.identity.account.Password;
import dev.offboard.identity.credential.SignIns.SignedIn;
import dev.offboard.messaging.chassis.ApiProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class SignInApi {
  private final SignIns signIns;

  SignInApi(SignIns signIns) {
    this.signIns = signIns;
  }

  @PostMapping("/api/tenants/{tenantId}/sign-ins")
  SignedIn signIn(@PathVariable TenantId tenantId, @RequestBody SignIn body) {
    if (body.userName() == null) {
      throw PlainText.invalid("userName", "is missing");
    }
    if (body.password() == null) {
      throw PlainText.invalid("password", "is missing");
    }
    return signIns
        .signIn(tenantId, body.userName(), body.password())
        .orElseThrow(
            () ->
                ApiProblem.unauthorized(
                    "sign-in-refused",
                    "User name and password do not open any account of this tenant. Check both; if"
                        + " they are right, the tenant's administrator knows more."));
  }

  record SignIn(@Nullable String userName, @Nullable Password password) {
    @Override
    public String toString() {
      return "SignIn[hidden]";
    }
  }
}
