package io.polycritic.http;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/** The one web context of the platform; what registers itself here is behind {@link GuardFilter}. */
@Component(service = ServletContextHelper.class)
@HttpWhiteboardContext(name = WebContext.NAME, path = "/")
public final class WebContext extends ServletContextHelper {
    static final String NAME = "polycritic";
    static final String SELECT = "(osgi.http.whiteboard.context.name=" + NAME + ")";
}
