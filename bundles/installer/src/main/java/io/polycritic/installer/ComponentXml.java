package io.polycritic.installer;

import io.polycritic.api.plugin.Kind;
import io.polycritic.api.plugin.PluginId;
import io.polycritic.catalog.Catalog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads component descriptions of Declarative Services, as bnd writes them, for the plugins that they offer. */
final class ComponentXml {
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private ComponentXml() {}

    /** The plugins of a description: components with a factory's interface and a plugin's id. */
    static List<Described.Offer> offers(String name, byte[] xml) {
        List<Described.Offer> offers = new ArrayList<>();
        Element root = parse(name, xml).getDocumentElement();
        for (Element component : component(root)) {
            String id = id(component);
            for (Element provided : elements(component, "provide")) {
                Kind kind = Catalog.kindOf(provided.getAttribute("interface"));
                if (kind != null && !id.isEmpty()) {
                    offers.add(new Described.Offer(kind, id));
                }
            }
        }
        return offers;
    }

    /** A file holds one component, or several below an element of any name. */
    private static List<Element> component(Element root) {
        return "component".equals(local(root)) ? List.of(root) : elements(root, "component");
    }

    private static String id(Element component) {
        return elements(component, "property").stream()
                .filter(property -> PluginId.PROPERTY.equals(property.getAttribute("name")))
                .map(property -> property.hasAttribute("value")
                        ? property.getAttribute("value")
                        : property.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    private static List<Element> elements(Element above, String name) {
        List<Element> found = new ArrayList<>();
        NodeList all = above.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i) instanceof Element element && name.equals(local(element))) {
                found.add(element);
            }
        }
        return found;
    }

    private static String local(Element element) {
        return element.getLocalName() == null ? element.getTagName() : element.getLocalName();
    }

    private static Document parse(String name, byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(xml));
        } catch (SAXException e) {
            throw Inspection.refused(name, "is no component description: " + e.getMessage());
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
