// One silo with its HTTP front: one replica, and its own port for the other silos.
param name string
param location string
param tags object
param environmentId string
param identityId string
param clientId string
param registry string
param image string
param isBuilt bool
param siloPort int
param tableEndpoint string
param databaseHost string
param databaseUser string
param adminKeyUri string
// Where the vault has it; the key itself is in no setting.
#disable-next-line secure-secrets-in-params
param secretsKeyUri string

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  tags: tags
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    environmentId: environmentId
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: 8080
        transport: 'http'
        additionalPortMappings: [
          { external: false, targetPort: siloPort, exposedPort: siloPort }
        ]
      }
      registries: [ { server: registry, identity: identityId } ]
      secrets: [
        { name: 'admin-key', keyVaultUrl: adminKeyUri, identity: identityId }
        { name: 'secrets-key', keyVaultUrl: secretsKeyUri, identity: identityId }
      ]
    }
    template: {
      // A silo lets its turns finish first.
      terminationGracePeriodSeconds: 40
      // One replica: every address of the cluster leads to one silo. More silos are more apps.
      scale: { minReplicas: 1, maxReplicas: 1 }
      containers: [
        {
          name: 'silo'
          image: image
          resources: { cpu: json('2.0'), memory: '4Gi' }
          env: [
            { name: 'Cluster__Provider', value: 'AzureStorage' }
            { name: 'Cluster__AzureStorage__TableEndpoint', value: tableEndpoint }
            { name: 'Cluster__ConnectionString', value: 'Host=${databaseHost};Database=rating;Username=${databaseUser};Ssl Mode=VerifyFull' }
            { name: 'Cluster__ManagedIdentity', value: 'true' }
            { name: 'Cluster__AdvertisedAddress', value: name }
            { name: 'Cluster__SiloPort', value: string(siloPort) }
            { name: 'AZURE_CLIENT_ID', value: clientId }
            { name: 'Auth__AdminKey', secretRef: 'admin-key' }
            // Sign-in by a provider goes here: Auth__OpenId__Authority, __ClientId, __Audience, __Roles__admin, … (README).
            { name: 'Cluster__SecretKey', secretRef: 'secrets-key' }
          ]
          // What stands in until the image is built answers none of these, and would never count as started.
          probes: isBuilt ? [
            { type: 'Startup', httpGet: { path: '/health/live', port: 8080 }, periodSeconds: 2, failureThreshold: 60 }
            { type: 'Liveness', httpGet: { path: '/health/live', port: 8080 }, periodSeconds: 10 }
            { type: 'Readiness', httpGet: { path: '/health/ready', port: 8080 }, periodSeconds: 5 }
          ] : []
        }
      ]
    }
  }
}

output url string = 'https://${app.properties.configuration.ingress.fqdn}'
