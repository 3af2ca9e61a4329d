package dev.offboard.entitlement.access;

import dev.offboard.entitlement.EntitlementSlice;
import dev.offboard.messaging.testkit.AccessWalk;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@EntitlementSlice
class AccessSliceTest {
  private final AccessWalk walk;

  AccessSliceTest(@Autowired ApplicationContext context) {
    walk = new AccessWalk(context);
  }

  @Test
  void no_operation_lets_nobody_in() {
    walk.nobodyIsLetIn(Map.of());
  }

  @Test
  void each_role_opens_what_the_table_says() {
    walk.eachRoleOpensItsOwn();
  }

  @Test
  void another_tenant_is_unknown() {
    walk.anotherTenantIsUnknown();
  }

  @Test
  void every_operation_is_in_the_table_and_the_table_in_the_docs() {
    walk.theTableIsTheDocuments("entitlement-service");
  }
}
