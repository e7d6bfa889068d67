/**
 * Guards: the manifest for Kubernetes has no field that Kubernetes does not know, none that lacks or has the wrong type; its pods
 * may do as little as the strictest standard for pods demands; nothing of a replaced server is cut off; and what refers to another
 * object finds it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { ENVIRONMENT_NAMES } from '../../src/config/env.ts';
import { readDocuments, readText } from './read-deploy.ts';

const { kinds, definitions } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'kubernetes.schema.json'), 'utf8'),
);
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictRequired: false });
const all = readDocuments('deploy/kubernetes.yaml');
const pods = all
  .filter(({ spec }) => spec?.template)
  .map(({ metadata, spec }) => ({ name: metadata.name, pod: spec.template.spec }));
const find = (kind: string, name: string) =>
  all.find((each) => each.kind === kind && each.metadata.name === name);

/** What is wrong with a document by the schema of its kind. */
function faultsOf(document: { kind: string }): unknown {
  const definition = kinds[document.kind];
  if (definition === undefined) return [`${document.kind} is a kind without a schema here`];
  const validate =
    ajv.getSchema(document.kind) ??
    ajv.compile({ $id: document.kind, $ref: `#/definitions/${definition}`, definitions });
  return validate(document)
    ? []
    : validate.errors?.map((each) => [each.instancePath, each.message]);
}

test.each(all.map((each) => [`${each.kind} ${each.metadata.name}`, each]))(
  '%s has the fields of its kind, and no other',
  (_name, document) => {
    expect(faultsOf(document)).toEqual([]);
  },
);

test.each<[string, (deployment: ReturnType<typeof find>) => void]>([
  ['a misspelt field', (it) => Object.assign(it.spec, { replica: 2 })],
  [
    'a misspelt field deep inside',
    (it) => Object.assign(it.spec.template.spec, { affinities: {} }),
  ],
  ['a text in place of a number', (it) => Object.assign(it.spec, { replicas: '2' })],
  ['a missing field', (it) => delete it.spec.selector],
  ['a version of a kind that it never had', (it) => Object.assign(it, { apiVersion: 'v1' })],
])('%s is found', (_what, spoil) => {
  const deployment = structuredClone(find('Deployment', 'psnb2b-api'));
  spoil(deployment);
  expect(faultsOf(deployment)).not.toEqual([]);
});

test.each(pods.map(({ name, pod }) => [name, pod]))('%s may do as little as possible', (_, pod) => {
  expect(pod.securityContext).toEqual({
    runAsNonRoot: true,
    runAsUser: 10001,
    runAsGroup: 10001,
    fsGroup: 10001,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  expect(pod.automountServiceAccountToken).toBe(false);
  expect(find('ServiceAccount', pod.serviceAccountName)).toBeDefined();
  for (const { securityContext, resources, image, env = [] } of [
    ...pod.initContainers,
    ...pod.containers,
  ]) {
    expect(securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    // No limit of processor time: it would slow orders down while the machine is idle.
    expect(Object.keys(resources.requests)).toEqual(['cpu', 'memory']);
    expect(Object.keys(resources.limits)).toEqual(['memory']);
    expect(image).toMatch(/:\d+\.\d+\.\d+$/);
    for (const { name } of env) expect(ENVIRONMENT_NAMES).toContain(name);
  }
});

test('the pods run as the user of the image', () => {
  const user = /^USER (\d+):(\d+)$/m.exec(readText('deploy/Containerfile'));
  expect(user?.slice(1)).toEqual(['10001', '10001']);
});

test('every volume that is mounted is declared, and every declared one is mounted', () => {
  for (const { name, pod } of pods) {
    const mounted = [...pod.initContainers, ...pod.containers].flatMap(({ volumeMounts }) =>
      volumeMounts.map((each: { name: string }) => each.name),
    );
    const declared = pod.volumes.map((each: { name: string }) => each.name);
    expect([name, [...new Set(mounted)].sort()]).toEqual([name, declared.sort()]);
  }
});

test('a replaced server has the time that it needs', () => {
  const { data } = find('ConfigMap', 'psnb2b');
  const { spec } = find('Deployment', 'psnb2b-api');
  const [drainMs, stopMs] = [Number(data.DRAIN_MS), Number(data.STOP_TIMEOUT_MS)];
  const { readinessProbe, livenessProbe } = spec.template.spec.containers[0];
  const noticedMs = readinessProbe.failureThreshold * readinessProbe.periodSeconds * 1_000;
  expect(noticedMs * 2).toBeLessThan(drainMs);
  expect(drainMs * 2).toBeLessThan(stopMs);
  expect(stopMs).toBeLessThan(spec.template.spec.terminationGracePeriodSeconds * 1_000);
  expect(stopMs).toBeLessThan(
    find('Deployment', 'psnb2b-worker').spec.template.spec.terminationGracePeriodSeconds * 1_000,
  );
  expect(readinessProbe.httpGet.path).toBe('/readyz');
  expect(livenessProbe.httpGet.path).toBe('/healthz');
  expect(spec.strategy.rollingUpdate.maxUnavailable).toBe(0);
  expect(find('PodDisruptionBudget', 'psnb2b-api').spec.minAvailable).toBeLessThan(spec.replicas);
});

test('a worker is probed where it says that a loop hangs', () => {
  const [worker] = find('Deployment', 'psnb2b-worker').spec.template.spec.containers;
  const port = (name: string) =>
    worker.ports.find((each: { name: string }) => each.name === name)?.containerPort;
  const settings = worker.env.map((each: { name: string; value: string }) => [
    ...[each.name, each.value],
  ]);
  expect(settings).toContainEqual(['HEALTH_PORT', String(port('health'))]);
  for (const probe of [worker.startupProbe, worker.livenessProbe]) {
    expect(probe.httpGet).toEqual({ path: '/healthz', port: 'health' });
  }
  expect(String(port('metrics'))).toBe(find('ConfigMap', 'psnb2b').data.METRICS_PORT);
});

test('settings are ones of the server, and secrets come only by reference', () => {
  expect(ENVIRONMENT_NAMES).toEqual(
    expect.arrayContaining(Object.keys(find('ConfigMap', 'psnb2b').data)),
  );
  expect(all.map(({ kind }) => kind)).not.toContain('Secret');
  expect(readText('deploy/kubernetes.yaml')).not.toMatch(/postgres:\/\/|:\/\/[^\s/]*@/);
  const owners = pods.filter(({ pod }) => JSON.stringify(pod).includes('psnb2b-owner'));
  expect(owners.map(({ name }) => name)).toEqual(['psnb2b-migrate', 'psnb2b-worker']);
});

test('what selects pods selects those that are meant', () => {
  for (const component of ['api', 'worker']) {
    const { spec } = find('Deployment', `psnb2b-${component}`);
    expect(spec.template.metadata.labels).toEqual(spec.selector.matchLabels);
  }
  const { labels } = find('Deployment', 'psnb2b-api').spec.template.metadata;
  expect(find('Service', 'psnb2b').spec.selector).toEqual(labels);
  expect(find('PodDisruptionBudget', 'psnb2b-api').spec.selector.matchLabels).toEqual(labels);
  expect(find('NetworkPolicy', 'psnb2b-api').spec.podSelector.matchLabels).toEqual(labels);
  const [, components] = find('NetworkPolicy', 'psnb2b-worker').spec.podSelector.matchExpressions;
  expect(components.values).toEqual(['worker', 'migrate']);
  for (const policy of all.filter(({ kind }) => kind === 'NetworkPolicy')) {
    expect(policy.spec.policyTypes).toEqual(['Ingress', 'Egress']);
  }
  const [rule] = find('Ingress', 'psnb2b').spec.rules;
  const [{ backend }] = rule.http.paths;
  expect(find('Service', backend.service.name)).toBeDefined();
  expect(find('PersistentVolumeClaim', 'psnb2b-backups')).toBeDefined();
});
