package dev.offboard.messaging.access;

import dev.offboard.contracts.TenantId;
import dev.offboard.messaging.tenancy.Tenancy;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/// Whose rows the database shows while a request is dealt with.
enum TenancyFilter implements Filter {
  /// In front of the doors, which look for somebody who isn't known yet, in all tenants. So do the
  /// few pages that are open to everybody: those that sign somebody in.
  BEFORE_THE_DOORS {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      goOn(null, request, response, chain);
    }
  },

  /// Behind the doors: those of the caller's tenant.
  BEHIND_THE_DOORS {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      if (SecurityContextHolder.getContext().getAuthentication()
          instanceof CallerAuthentication known) {
        goOn(known.caller().tenant(), request, response, chain);
      } else {
        chain.doFilter(request, response);
      }
    }
  };

  private static void goOn(
      @Nullable TenantId tenant,
      ServletRequest request,
      ServletResponse response,
      FilterChain chain)
      throws IOException, ServletException {
    try {
      Tenancy.askFor(
          tenant,
          () -> {
            chain.doFilter(request, response);
            return true;
          });
    } catch (ServletException | IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }
}
