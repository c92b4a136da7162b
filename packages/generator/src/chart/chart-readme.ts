import type { Rule } from '@rulelibrary/schema';
import { createTemplate } from '../text/create-template.ts';
import { generatedBy } from '../text/generated-by.ts';
import { markdownTable } from '../text/markdown-table.ts';
import { chartValues } from './chart-values.ts';

const template = createTemplate<{
  generatedBy: string;
  rules: number;
  enabled: number;
  values: string;
}>(`\
<!-- {{generatedBy}} -->
# kubescape-operator

The rules of this library in a cluster: an agent on each node (DaemonSet), an operator that writes the status of rules and
bindings and serves the admission webhook (Deployment), the CustomResourceDefinitions, and the default rules with the binding
that applies them. [docs/operations.md](../../docs/operations.md) says what runs where, with which rights, and how it is operated.

\`\`\`sh
helm install kubescape charts/kubescape-operator --namespace kubescape --create-namespace --set alertCRD.installDefault=true
kubectl get rules --namespace kubescape
kubectl get runtimerulealertbindings
\`\`\`

The object \`default-rules\` holds {{rules}} rules, {{enabled}} of them enabled; [docs/rules.md](../../docs/rules.md) says what
each detects. For rules of your own create another \`Rules\` object: an upgrade of the chart replaces \`default-rules\`.

## Values

{{values}}
## Scope of bindings

A \`RuntimeRuleAlertBinding\` is cluster-scoped (\`alertCRD.scopeClustered\`, the default) or namespaced
(\`alertCRD.scopeNamespaced\`): exactly one of the two is true, and the chart does not render otherwise. For namespaced ones:

\`\`\`sh
helm install kubescape charts/kubescape-operator --namespace kubescape --create-namespace \\
  --set alertCRD.installDefault=true --set alertCRD.scopeClustered=false --set alertCRD.scopeNamespaced=true \\
  --set includeNamespaces='web\\,shop'
\`\`\`

Kubernetes cannot change the scope of a CustomResourceDefinition that is there. To change it, delete the definition and with it
every binding: \`kubectl delete crd runtimerulealertbindings.kubescape.io\`.

## Upgrade and uninstall

The CustomResourceDefinitions are templates, so that \`helm upgrade\` upgrades them, and are kept on uninstall, with all your rules
and bindings. Where they are not in the cluster yet, Helm cannot know their kinds while it installs them; the default rules and
binding are then made by a hook after the installation, and the next upgrade takes them into the release.

A definition that is there already and belongs to no release or to another one, an existing Kubescape's for example, is used as
it is: this chart neither changes nor removes it, and its NOTES say so. The same holds for an object \`default-rules\`. To have this
release upgrade them from now on, hand them over:

\`\`\`sh
for crd in rules.kubescape.io runtimerulealertbindings.kubescape.io; do
  kubectl annotate --overwrite crd $crd meta.helm.sh/release-name=kubescape meta.helm.sh/release-namespace=kubescape
  kubectl label --overwrite crd $crd app.kubernetes.io/managed-by=Helm
done
\`\`\`
`);

/** The chart's README, with the table of its values. */
export function chartReadme(rules: readonly Rule[]): string {
  const stable = rules.filter(({ status }) => status === 'stable');
  const rows = chartValues.map(({ path, default: value, doc }) => [
    `\`${path}\``,
    `\`${JSON.stringify(value)}\``,
    doc.replace(/\b(include|exclude)Namespaces\b|\bscope(Clustered|Namespaced)\b|\bksNamespace\b/g, '`$&`'),
  ]);
  const values = markdownTable(['Value', 'Default', 'Meaning'], rows);
  return template({
    generatedBy,
    rules: stable.length,
    enabled: stable.filter(({ spec }) => spec.enabled).length,
    values,
  });
}
