package dev.offboard.orchestrator.page;

import dev.offboard.messaging.access.ProblemPages;
import dev.offboard.messaging.chassis.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/// Tells a browser what the doors have refused: who hasn't signed in gets there and back, others
/// read why. The API answers programs, also when a browser asks it.
@Component
final class BrowserProblems implements ProblemPages {
  private final ThymeleafViewResolver views;
  private final PageHeaders headers;
  private final Layout layout;

  BrowserProblems(ThymeleafViewResolver views, PageHeaders headers, Layout layout) {
    this.views = views;
    this.headers = headers;
    this.layout = layout;
  }

  @Override
  public boolean answer(
      HttpServletRequest request, HttpServletResponse response, ApiProblem problem)
      throws IOException {
    if (!isForPeople(request)) {
      return false;
    }
    if (problem.getStatusCode() == HttpStatus.UNAUTHORIZED) {
      response.sendRedirect(NextPage.signInFor(request));
      return true;
    }
    ModelAndView page = PageProblems.page(problem.getStatusCode(), problem.getBody().getDetail());
    render(page, request, response);
    return true;
  }

  private void render(ModelAndView page, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, @Nullable Object> model = new HashMap<>(page.getModel());
    model.put("viewer", layout.viewer());
    model.put("menu", layout.menu(request));
    try {
      View view = views.resolveViewName(String.valueOf(page.getViewName()), Locale.ENGLISH);
      if (view == null) {
        throw new IllegalStateException("there is no template " + page.getViewName());
      }
      response.setStatus(page.getStatus() == null ? 500 : page.getStatus().value());
      headers.write(response);
      view.render(model, request, response);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the page of a problem can't be shown", e);
    }
  }

  private static boolean isForPeople(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.AUTHORIZATION) == null
        && !request.getRequestURI().startsWith("/api/")
        && !request.getRequestURI().startsWith("/oauth2/introspect")
        && !request.getRequestURI().startsWith("/actuator")
        && acceptsHtml(request.getHeader(HttpHeaders.ACCEPT));
  }

  /// Also a browser that doesn't say: programs name what they want.
  private static boolean acceptsHtml(@Nullable String accept) {
    try {
      List<MediaType> types = MediaType.parseMediaTypes(accept);
      return types.stream()
          .anyMatch(type -> !type.isWildcardType() && type.includes(MediaType.TEXT_HTML));
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }
}
